#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sync/base/clock.hpp"
#include "sync/base/folder_lock.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/importers/importer.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/repository_writer.hpp"
#include "sync/publish/taxonomy.hpp"
#include "sync/trust/key.hpp"

/// The commands of `kiosk-publish`, each from its parsed command line to the exit code. German goes to stdout (results)
/// and stderr (refusals).
namespace bildungskiosk::cli {

/// What every command takes.
struct CommonArguments {
  std::string assets;           // folder of the tables; empty: found (sync/base/asset_folder.hpp)
  std::string passphrase_file;  // its first line; else $BILDUNGSKIOSK_PASSPHRASE
};

struct PublishInitArguments {
  std::string directory;
  std::string office;
  std::string region;
  std::vector<std::string> languages = {"de"};
  bool encrypt = false;
  trust::KeyType key_type = trust::KeyType::kEd25519;
  int root_keys = 1;
  int root_threshold = 1;
};
int run_publish_init(const CommonArguments& common, const PublishInitArguments& arguments);

struct AddArguments {
  std::string directory;
  std::string source;
  std::optional<publish::Format> format;
  std::string provider_name;
  std::string mapping;  // of a spreadsheet's columns; empty: the templates' headers
  bool force = false;   // whatever the thresholds say
  std::vector<std::string> files;
};
int run_add(const CommonArguments& common, const AddArguments& arguments);

struct CheckArguments {
  std::vector<std::string> paths;  // one office's folder, or export files
  std::optional<publish::Format> format;
  std::string provider_name;
  std::string mapping;
  publish::ReportForm form = publish::ReportForm::kText;
  std::string output;  // file; empty: stdout
};
int run_check(const CommonArguments& common, const CheckArguments& arguments);

struct ReleaseArguments {
  std::string directory;
  std::optional<int> valid_days;
  bool force = false;
};
int run_release(const CommonArguments& common, const ReleaseArguments& arguments);

struct ExportArguments {
  std::string directory;
  std::string stick;
};
int run_export(const CommonArguments& common, const ExportArguments& arguments);

struct SyncArguments {
  std::string configuration_file;
  enum class Ending { kOwnCodes, kMonitoring } ending = Ending::kOwnCodes;
};
/// Until done, or until SIGTERM or SIGINT.
int run_sync(const CommonArguments& common, const SyncArguments& arguments);

struct TemplateArguments {
  std::string sheet;  // "offers", "places"
  std::string file;   // must not exist yet; empty: stdout
};
int run_template(const TemplateArguments& arguments);

struct KeygenArguments {
  std::string name;  // NAME.pem and NAME.pub are written
  trust::KeyType type = trust::KeyType::kEd25519;
  bool encrypt = false;
};
int run_keygen(const CommonArguments& common, const KeygenArguments& arguments);

struct KeysArguments {
  std::string directory;
};
int run_keys(const CommonArguments& common, const KeysArguments& arguments);

struct RotateArguments {
  std::string directory;
  std::string role;
  std::vector<std::string> added;    // files with public keys
  std::vector<std::string> removed;  // key ids or beginnings of them
  std::optional<std::int64_t> threshold;
  trust::KeyType type = trust::KeyType::kEd25519;
  bool discard = false;
};
int run_rotate(const CommonArguments& common, const RotateArguments& arguments);

struct SignArguments {
  std::string draft;
  std::vector<std::string> keys;  // files (.pem, .uri)
};
int run_sign(const CommonArguments& common, const SignArguments& arguments);

struct AcceptArguments {
  std::string directory;
  std::string draft;
};
int run_accept(const CommonArguments& common, const AcceptArguments& arguments);

struct DelegateArguments {
  std::string directory;
  std::string source;
  std::vector<std::string> keys;  // files with public keys
  std::int64_t threshold = 1;
  bool revoke = false;
};
int run_delegate(const CommonArguments& common, const DelegateArguments& arguments);

struct RemoveArguments {
  std::string directory;
  std::string source;
};
int run_remove(const CommonArguments& common, const RemoveArguments& arguments);

/// The office and, while it is being worked on, its lock.
struct WorkingOffice {
  publish::Office office;
  std::optional<base::FolderLock> lock;
};
enum class OfficeUse {
  kChange,
  kRead,  // works also where nothing may be written, and then without the lock
};
/// Errors: those of Office::open and FolderLock::acquire; kBusy while another process works there.
base::Result<WorkingOffice> open_office(const std::string& directory, OfficeUse use);

/// A line for each part of what is published that expires within publish::kWarnedBefore_s. Nothing when it can't be
/// read.
void print_expiry_warnings(const publish::Office& office, base::UnixSeconds now);

/// Prints the error's line for `kiosk-publish` and returns its exit code.
int refuse_publish(const base::Error& error);
int refuse_publish(const std::string& sentence, const base::Error& error);
/// For a working folder that could not be opened.
int refuse_office(const std::string& directory, const base::Error& error);
/// What a release has done, for stdout.
void print_release(const publish::ReleaseResult& result);
/// For an export file that could not be read: names it, and the line and column if they are known.
int refuse_export(const std::string& path, const base::Error& error, const std::optional<publish::TextPosition>& at);

/// The sentences alone.
std::string publish_sentence(const base::Error& error);
std::string export_sentence(const std::string& path, const base::Error& error,
                            const std::optional<publish::TextPosition>& at);

/// The tables that importers map by. Errors: those of find_asset_folder and Taxonomy::load.
base::Result<publish::Taxonomy> load_taxonomy(base::FileSystem& files, const CommonArguments& common);
int refuse_taxonomy(const base::Error& error);

/// Says on stderr which thresholds are broken and returns the exit code for it.
int refuse_thresholds(const std::string& advice, const std::vector<publish::SourceReport>& reports);

/// The passphrase of the keys, or "" when none is set. Errors: those of reading its file.
base::Result<std::string> read_passphrase(const CommonArguments& common);

}  // namespace bildungskiosk::cli
