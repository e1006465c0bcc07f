#include "tests/support/sqlite/faulty_sqlite.hpp"

#include <sqlite3.h>

#include <cerrno>
#include <new>
#include <stdexcept>

namespace bildungskiosk::test {
namespace {

/// SQLite's default VFS with a fault in front of it.
struct Shim {
  sqlite3_vfs* beneath = nullptr;
  std::shared_ptr<FaultyFileSystem::Faults> faults;
  sqlite3_vfs vfs{};
};

Shim& shim() {
  static Shim only;
  return only;
}

/// The code that SQLite would give for it, or SQLITE_OK.
int count(const char* what, int code) {
  const auto counted = shim().faults->count(what);
  if (counted) return SQLITE_OK;
  errno = counted.error().code == base::ErrorCode::kNoSpace ? ENOSPC : EIO;  // what SQLite gives as the system's reason
  return counted.error().code == base::ErrorCode::kNoSpace && code == SQLITE_IOERR_WRITE ? SQLITE_FULL : code;
}

/// The file of the VFS beneath lies right behind this one, in the memory that SQLite gives.
struct File {
  sqlite3_file base;
  [[nodiscard]] sqlite3_file* beneath() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* beneath(sqlite3_file* file) { return reinterpret_cast<File*>(file)->beneath(); }
const sqlite3_io_methods& methods(sqlite3_file* file) { return *beneath(file)->pMethods; }

int close(sqlite3_file* file) { return methods(file).xClose(beneath(file)); }
int read(sqlite3_file* file, void* buffer, int size, sqlite3_int64 offset) {
  if (const int fault = count("sqlite read", SQLITE_IOERR_READ); fault != SQLITE_OK) return fault;
  return methods(file).xRead(beneath(file), buffer, size, offset);
}
int write(sqlite3_file* file, const void* buffer, int size, sqlite3_int64 offset) {
  if (const int fault = count("sqlite write", SQLITE_IOERR_WRITE); fault != SQLITE_OK) {
    static_cast<void>(methods(file).xWrite(beneath(file), buffer, size / 2, offset));  // the half that got through
    return fault;
  }
  return methods(file).xWrite(beneath(file), buffer, size, offset);
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
  if (const int fault = count("sqlite truncate", SQLITE_IOERR_TRUNCATE); fault != SQLITE_OK) return fault;
  return methods(file).xTruncate(beneath(file), size);
}
int sync(sqlite3_file* file, int flags) {
  if (const int fault = count("sqlite sync", SQLITE_IOERR_FSYNC); fault != SQLITE_OK) return fault;
  return methods(file).xSync(beneath(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
  if (const int fault = count("sqlite size", SQLITE_IOERR_FSTAT); fault != SQLITE_OK) return fault;
  return methods(file).xFileSize(beneath(file), size);
}
int lock(sqlite3_file* file, int level) { return methods(file).xLock(beneath(file), level); }
int unlock(sqlite3_file* file, int level) { return methods(file).xUnlock(beneath(file), level); }
int check_reserved_lock(sqlite3_file* file, int* reserved) {
  return methods(file).xCheckReservedLock(beneath(file), reserved);
}
int file_control(sqlite3_file* file, int operation, void* argument) {
  return methods(file).xFileControl(beneath(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return methods(file).xSectorSize(beneath(file)); }
int device_characteristics(sqlite3_file* file) { return methods(file).xDeviceCharacteristics(beneath(file)); }
int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  return methods(file).xShmMap(beneath(file), region, size, extend, memory);
}
int shm_lock(sqlite3_file* file, int offset, int size, int flags) {
  return methods(file).xShmLock(beneath(file), offset, size, flags);
}
void shm_barrier(sqlite3_file* file) { methods(file).xShmBarrier(beneath(file)); }
int shm_unmap(sqlite3_file* file, int remove) { return methods(file).xShmUnmap(beneath(file), remove); }

// Version 2: without memory-mapped reading, which would go past the count.
constexpr sqlite3_io_methods kMethods = {2,
                                         close,
                                         read,
                                         write,
                                         truncate,
                                         sync,
                                         file_size,
                                         lock,
                                         unlock,
                                         check_reserved_lock,
                                         file_control,
                                         sector_size,
                                         device_characteristics,
                                         shm_map,
                                         shm_lock,
                                         shm_barrier,
                                         shm_unmap,
                                         nullptr,
                                         nullptr};

int open(sqlite3_vfs* /*vfs*/, const char* path, sqlite3_file* file, int flags, int* out_flags) {
  auto* const ours = new (file) File();
  if (const int fault = count("sqlite open", SQLITE_CANTOPEN); fault != SQLITE_OK) return fault;
  const int opened = shim().beneath->xOpen(shim().beneath, path, ours->beneath(), flags, out_flags);
  if (opened == SQLITE_OK) ours->base.pMethods = &kMethods;
  return opened;
}

int remove(sqlite3_vfs* /*vfs*/, const char* path, int sync_directory) {
  if (const int fault = count("sqlite delete", SQLITE_IOERR_DELETE); fault != SQLITE_OK) return fault;
  return shim().beneath->xDelete(shim().beneath, path, sync_directory);
}

}  // namespace

FaultySqlite::FaultySqlite(const FaultyFileSystem& files) {
  Shim& ours = shim();
  ours.beneath = sqlite3_vfs_find(nullptr);
  ours.faults = files.faults();
  // Everything that touches no bytes of a file (the time, random numbers, full paths) is the default's own.
  ours.vfs = *ours.beneath;
  ours.vfs.zName = "bildungskiosk-faulty";
  ours.vfs.szOsFile = static_cast<int>(sizeof(File)) + ours.beneath->szOsFile;
  ours.vfs.pNext = nullptr;
  ours.vfs.xOpen = open;
  ours.vfs.xDelete = remove;
  if (sqlite3_vfs_register(&ours.vfs, 1) != SQLITE_OK) throw std::runtime_error("sqlite3_vfs_register failed");
}

FaultySqlite::~FaultySqlite() {
  sqlite3_vfs_unregister(&shim().vfs);
  sqlite3_vfs_register(shim().beneath, 1);
}

}  // namespace bildungskiosk::test
