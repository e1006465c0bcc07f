#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync/base/folder_lock.hpp"
#include "sync/base/result.hpp"
#include "sync/publish/findings.hpp"
#include "sync/publish/importers/importer.hpp"
#include "sync/publish/office.hpp"

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
};
int run_publish_init(const CommonArguments& common, const PublishInitArguments& arguments);

struct AddArguments {
  std::string directory;
  std::string source;
  std::optional<publish::Format> format;
  std::string provider_name;
  std::string mapping;  // of a spreadsheet's columns; empty: the templates' headers
  std::vector<std::string> files;
};
int run_add(const CommonArguments& common, const AddArguments& arguments);

enum class ReportForm { kText, kJson };
struct CheckArguments {
  std::vector<std::string> paths;  // one office's folder, or export files
  std::optional<publish::Format> format;
  std::string provider_name;
  std::string mapping;
  ReportForm form = ReportForm::kText;
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

struct TemplateArguments {
  std::string sheet;  // "offers", "places"
  std::string file;   // must not exist yet; empty: stdout
};
int run_template(const TemplateArguments& arguments);

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

/// Prints the error's line for `kiosk-publish` and returns its exit code.
int refuse_publish(const base::Error& error);
int refuse_publish(const std::string& sentence, const base::Error& error);
/// For a working folder that could not be opened.
int refuse_office(const std::string& directory, const base::Error& error);
/// For an export file that could not be read: names it, and the line and column if they are known.
int refuse_export(const std::string& path, const base::Error& error, const std::optional<publish::TextPosition>& at);

/// The passphrase of the keys, or "" when none is set. Errors: those of reading its file.
base::Result<std::string> read_passphrase(const CommonArguments& common);

}  // namespace bildungskiosk::cli
