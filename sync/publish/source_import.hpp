#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/base/cancel_token.hpp"
#include "sync/base/civil_time.hpp"
#include "sync/base/file_system.hpp"
#include "sync/base/result.hpp"
#include "sync/exchange/record.hpp"
#include "sync/publish/content.hpp"
#include "sync/publish/importers/course_mapper.hpp"
#include "sync/publish/importers/importer.hpp"
#include "sync/publish/progress.hpp"
#include "sync/publish/quality_report.hpp"
#include "sync/publish/stock_lines.hpp"

namespace bildungskiosk::publish {

/// What a source offers, as canonical lines in the order of the exchange format.
struct SourceStock {
  StockLines records;                   // providers, places, offers
  std::vector<std::string> categories;  // labels of the categories in use
  SourceReport report;
};

/// Builds a source's whole stock from its files. Nothing is stored before `finish`, so that a file that turns out to be
/// broken leaves nothing behind: offers wait in a LineSpool, so that memory hardly grows with them (about 60 bytes for
/// each), providers, places and categories in memory. One thread.
class SourceImport {
 public:
  /// `files` and `taxonomy` must outlive the import.
  SourceImport(base::FileSystem& files, const Taxonomy& taxonomy, MapperOptions options, base::Date today);

  /// `format`: what the file is said to be, else found out. `mapping`: of a spreadsheet's columns. `name`: what reports
  /// call it; empty: the file's own name. Errors: those of `Importer` and of LineSpool; kUnsupportedFormat when it is
  /// no format that is known; kTooLarge when the stock would have more than kStockBytesMax; kCancelled.
  base::Result<void> add_file(const std::string& path, std::optional<Format> format,
                              const CsvMapping* mapping = nullptr, std::string name = {});
  /// Where the last `add_file` had to stop, if it says.
  [[nodiscard]] const std::optional<TextPosition>& stopped_at() const { return stopped_at_; }

  /// Told of each file's bytes while it is read.
  void watch(ProgressListener listener) { listener_ = std::move(listener); }

  /// Looked at before each record; must outlive the import.
  void stop_on(const base::CancelToken& cancel) { cancel_ = &cancel; }

  /// Called once, at the end. Errors: kEmptyExport when not one course could be taken; those of LineSpool.
  base::Result<SourceStock> finish();

 private:
  class Collector;

  struct Taken {
    std::string line;
    std::string where;  // "file.xml:12", for the report of a duplicate
    bool is_translation = false;
  };

  base::Result<void> take(const CourseRecord& record);
  base::Result<void> take_again(const Taken& earlier, MappedCourse mapped, const CourseRecord& record);
  void complain(const CourseRecord& record, FindingKind kind, std::string detail);
  bool are_valid(const std::vector<offer::Place>& places, const CourseRecord& record);
  void merge_ground(MappedCourse mapped, const CourseRecord& record);
  void count_uses(const offer::Offer& offer, int by);
  [[nodiscard]] bool is_used(const std::string& id) const;
  void note_categories(const offer::Offer& offer);
  base::Result<std::optional<Taken>> find(const std::string& id) const;
  base::Result<void> put(const std::string& id, const Taken& taken);
  void merge_place(offer::Place place, const CourseRecord& record);
  void merge_provider(offer::Provider provider);

  base::FileSystem* files_;
  const Taxonomy* taxonomy_;
  MapperOptions options_;
  base::Date today_;
  std::unique_ptr<Collector> collector_;
  CourseMapper mapper_;
  std::optional<TextPosition> stopped_at_;
  ProgressListener listener_;

  std::unique_ptr<LineSpool> offers_ = std::make_unique<LineSpool>();  // by id, each with what else is known of it
  HashedIndex numbers_;                                                // of the providers' own
  std::map<std::string, offer::Place> places_;
  std::map<std::string, offer::Place> valid_places_;  // as they came last, found to be what the format takes
  std::set<std::string> contradictory_places_;
  std::map<std::string, offer::Provider> providers_;
  std::map<std::string, std::string> categories_;  // key → line
  std::set<offer::CategoryRef> labelled_;          // which are among them
  std::set<std::string> formats_;
  std::map<std::string, std::int64_t, std::less<>> uses_;  // of providers and places, by offers
  std::uint64_t bytes_ = 0;                                // of offers' lines, replaced ones included
  const base::CancelToken* cancel_ = nullptr;
  ImportReport report_;

 public:
  ~SourceImport();
  SourceImport(const SourceImport&) = delete;
  SourceImport& operator=(const SourceImport&) = delete;
};

}  // namespace bildungskiosk::publish
