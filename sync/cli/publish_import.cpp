#include <iostream>

#include "sync/base/asset_folder.hpp"
#include "sync/base/civil_time.hpp"
#include "sync/base/clock.hpp"
#include "sync/cli/exit_codes.hpp"
#include "sync/cli/messages.hpp"
#include "sync/cli/progress_line.hpp"
#include "sync/cli/publish_commands.hpp"
#include "sync/publish/importers/csv_mapping.hpp"
#include "sync/publish/importers/csv_template.hpp"
#include "sync/publish/office.hpp"
#include "sync/publish/office_report.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/source_import.hpp"
#include "sync/publish/taxonomy.hpp"

/// The commands that read export files: add and check.
namespace bildungskiosk::cli {
namespace {

using base::Error;
using base::ErrorCode;

void show(ProgressLine& line, const publish::Progress& progress) {
  line.show(progress_bar(progress.what, progress.done, progress.total));
}

base::Date today() { return base::german_local_time(base::SystemClock().now()).date; }

/// The stock of the files, or the exit code of what was printed.
struct Imported {
  std::optional<publish::SourceStock> stock;
  int exit_code = kExitFailed;
};

struct Reading {
  std::optional<publish::Format> format;
  std::string mapping;  // path
  std::vector<std::string> paths;
};

Imported import_files(const CommonArguments& common, publish::MapperOptions options, const Reading& reading) {
  auto& files = base::posix_file_system();
  std::optional<publish::CsvMapping> mapping;
  if (!reading.mapping.empty()) {
    auto loaded = publish::CsvMapping::load(files, reading.mapping);
    if (!loaded && loaded.error().code == ErrorCode::kInvalidArgument) {
      return {std::nullopt, refuse_publish("Die Zuordnung der Spalten in " + reading.mapping +
                                               " ist nicht verständlich. Bitte die Datei berichtigen.",
                                           loaded.error())};
    }
    if (!loaded) return {std::nullopt, refuse_publish(loaded.error())};
    mapping = *std::move(loaded);
  }
  const auto taxonomy = load_taxonomy(files, common);
  if (!taxonomy) {
    return {std::nullopt, refuse_taxonomy(taxonomy.error())};
  }
  publish::SourceImport stock_reader(files, *taxonomy, std::move(options), today());
  ProgressLine line;
  stock_reader.watch([&line](const publish::Progress& progress) { show(line, progress); });
  for (const std::string& path : reading.paths) {
    const auto added = stock_reader.add_file(path, reading.format, mapping ? &*mapping : nullptr);
    if (!added) {
      line.clear();
      return {std::nullopt, refuse_export(path, added.error(), stock_reader.stopped_at())};
    }
  }
  line.clear();
  auto stock = stock_reader.finish();
  if (!stock && stock.error().code == ErrorCode::kEmptyExport) {
    return {std::nullopt, refuse_publish("Keines der gelesenen Angebote lässt sich verwenden. Bitte prüfen, ob der "
                                         "Export zu jedem Angebot Titel und Kennung (guid oder nummer) enthält.",
                                         stock.error())};
  }
  if (!stock) return {std::nullopt, refuse_publish(stock.error())};
  return {*std::move(stock), kExitDone};
}

/// Where the report goes: to stdout, or into a file that it replaces.
int hand_over(const publish::QualityReport& report, const CheckArguments& arguments) {
  const std::string text = publish::write_report(report, arguments.form);
  if (arguments.output.empty()) {
    std::cout << text << std::flush;
    return std::cout ? kExitDone : kExitFailed;
  }
  const auto written = base::write_file_atomically(base::posix_file_system(), arguments.output, base::as_bytes(text));
  if (!written) return refuse_publish(written.error());
  std::cout << "Geschrieben: " << printable(arguments.output) << "\n";
  return kExitDone;
}

int check_office(const publish::Office& office, const CheckArguments& arguments) {
  const auto report = [&] {
    ProgressLine line;
    return publish::report_on(office, today(), [&line](const publish::Progress& progress) { show(line, progress); });
  }();
  if (!report) return refuse_publish(report.error());
  const bool is_text = arguments.form == publish::ReportForm::kText;
  if (report->sources.empty() && is_text) {
    std::cout << "Noch keine Quelle. Hinzufügen: kiosk-publish add " << office.directory() << " --source ID DATEI\n";
    return kExitDone;
  }
  const int exit_code = hand_over(*report, arguments);
  if (is_text) print_expiry_warnings(office, base::SystemClock().now());
  if (exit_code != kExitDone || !publish::breaks_threshold(*report)) return exit_code;
  return refuse_thresholds("Bitte den Export prüfen, bevor veröffentlicht wird.", report->sources);
}

}  // namespace

base::Result<publish::Taxonomy> load_taxonomy(base::FileSystem& files, const CommonArguments& common) {
  BILDUNGSKIOSK_TRY(const std::string assets, base::find_asset_folder(common.assets));
  return publish::Taxonomy::load(files, assets + "/taxonomy");
}

int refuse_taxonomy(const Error& error) {
  return refuse_publish(
      "Die Zuordnungstabellen lassen sich nicht lesen. Bitte ihren Ordner mit --assets angeben oder "
      "das Programm neu einrichten.",
      error);
}

int run_add(const CommonArguments& common, const AddArguments& arguments) {
  auto working = open_office(arguments.directory, OfficeUse::kChange);
  if (!working) return refuse_office(arguments.directory, working.error());
  if (!publish::is_source_id(arguments.source)) {
    return refuse_publish(
        "Die Kennung der Quelle darf nur a–z, 0–9 und „-“ enthalten, höchstens 40 Zeichen, und nicht "
        "„office“ heißen.",
        Error{ErrorCode::kInvalidArgument, arguments.source});
  }
  auto imported = import_files(common, {arguments.source, arguments.provider_name},
                               {arguments.format, arguments.mapping, arguments.files});
  if (!imported.stock) return imported.exit_code;
  publish::SourceReport& report = imported.stock->report;
  report.broken = publish::broken_thresholds(working->office.settings().thresholds.of(arguments.source), report,
                                             publish::offers_until_now(working->office, arguments.source));
  if (!report.broken.empty() && !arguments.force) {
    std::cout << publish::import_as_text(report) << std::flush;
    return refuse_thresholds("Der bisherige Bestand bleibt. Ist der Export in Ordnung: noch einmal mit --force.",
                             {report});
  }
  if (const auto stored = working->office.store_source(arguments.source, *imported.stock); !stored) {
    return refuse_publish(stored.error());
  }
  std::cout << publish::import_as_text(report) << "Gespeichert. Veröffentlichen: kiosk-publish release "
            << arguments.directory << "\n";
  return kExitDone;
}

int run_check(const CommonArguments& common, const CheckArguments& arguments) {
  auto& files = base::posix_file_system();
  const auto status = files.status(arguments.paths.front());
  if (arguments.paths.size() == 1 && status && status->kind == base::FileKind::kDirectory) {
    const auto working = open_office(arguments.paths.front(), OfficeUse::kRead);
    if (!working) return refuse_office(arguments.paths.front(), working.error());
    return check_office(working->office, arguments);
  }
  const auto imported =
      import_files(common, {"check", arguments.provider_name}, {arguments.format, arguments.mapping, arguments.paths});
  if (!imported.stock) return imported.exit_code;
  return hand_over({{imported.stock->report}, today()}, arguments);
}

int run_template(const TemplateArguments& arguments) {
  const bool places = arguments.sheet == "places";
  const std::string sheet = publish::csv_template(places ? publish::CsvSheet::kPlaces : publish::CsvSheet::kOffers);
  if (arguments.file.empty()) {
    std::cout << sheet << std::flush;
    return std::cout ? kExitDone : kExitFailed;
  }
  auto& files = base::posix_file_system();
  if (files.status(arguments.file)) {
    return refuse_publish(arguments.file + " ist schon da und bleibt, wie es ist. Bitte einen anderen Namen wählen.",
                          Error{ErrorCode::kInvalidArgument, arguments.file});
  }
  if (const auto written = base::write_file_atomically(files, arguments.file, base::as_bytes(sheet)); !written) {
    return refuse_publish(written.error());
  }
  std::cout << "Geschrieben: " << arguments.file
            << "\nAusfüllen, als CSV speichern, und probelesen: kiosk-publish check " << arguments.file << "\n";
  return kExitDone;
}

}  // namespace bildungskiosk::cli
