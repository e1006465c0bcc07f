#include "sync/publish/importers/openqcat.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/publish/importers/element_spool.hpp"
#include "sync/publish/importers/openqcat_service.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/xml_document.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// LANGUAGE is ISO 639-2; what is not said or not known is German, as the offers of the course database are.
offer::Language language_of(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kCodes = {
      {{"eng", "en"}, {"tur", "tr"}, {"ukr", "uk"}, {"ara", "ar"}}};
  const std::string folded = fold(code);
  for (const auto& [long_code, tag] : kCodes) {
    if (folded == long_code || folded == tag) return std::string(tag);
  }
  return "de";
}

bool is_for_deletion(const Element& service) { return fold(service.attribute("mode")) == "delete"; }

std::size_t text_bytes(const OpenQCatSupplier& supplier) {
  const CourseRecord::Contact& contact = supplier.contact;
  std::size_t bytes = supplier.id.size() + supplier.name.size();
  for (const std::string* text : {&contact.telephone, &contact.email, &contact.url, &contact.street,
                                  &contact.postal_code, &contact.locality, &contact.country}) {
    bytes += text->size();
  }
  return bytes;
}

/// What the header says of the whole file.
struct Header {
  offer::Language language = "de";
  std::string currency;
  std::map<std::string, OpenQCatSupplier> suppliers;  // by id

  /// A file of one supplier need not name it with every service.
  [[nodiscard]] const OpenQCatSupplier* supplier(const std::string& id) const {
    const auto found = suppliers.find(id);
    if (found != suppliers.end()) return &found->second;
    return suppliers.size() == 1 && id.empty() ? &suppliers.begin()->second : nullptr;
  }
};

/// HEADER(CATALOG, SUPPLIER*), NEW_CATALOG(SERVICE*). Each SERVICE is one tree, put aside.
class OpenQCat final : public XmlFormat {
 public:
  OpenQCat(const ImportSource& source, RecordSink& sink, ElementSpool& spool)
      : source_(source), sink_(sink), spool_(spool) {}

  Result<void> open_root(const XmlTag& root) override {
    if (root.name != "OPENQCAT") {
      return Error{ErrorCode::kUnsupportedFormat,
                   "the root element is <" + std::string(root.name.substr(0, 80)) + ">, not <OPENQCAT>"};
    }
    const std::string_view version = root.attribute("version");
    if (!version.empty() && version != "1.1") {
      return Error{ErrorCode::kUnsupportedFormat,
                   "openQ-cat version " + std::string(version.substr(0, 20)) + "; 1.1 is read"};
    }
    return {};
  }

  Result<Step> open(const std::vector<std::string>& parents, const XmlTag& tag) override {
    if (parents.size() == 1) return open_part(tag);
    const bool wanted =
        parents[1] == "HEADER" ? tag.name == "CATALOG" || tag.name == "SUPPLIER" : tag.name == "SERVICE";
    return wanted ? Step::kCollect : Step::kSkip;
  }

  Result<void> collected(const Element& element, std::uint64_t line) override {
    if (element.name == "CATALOG") {
      header_.language = language_of(element.content_of("LANGUAGE"));
      header_.currency = element.content_of("CURRENCY");
    } else if (element.name == "SUPPLIER") {
      return add_supplier(element);
    } else if (!is_for_deletion(element)) {
      ++services_;
      const OpenQCatPlace place = read_openqcat_place(element);
      return spool_.put(place.supplier_id + '\n' + place.course_id, place.is_event ? 1 : 0, line, element);
    }
    return {};
  }

  Result<void> too_large(std::string_view name, std::uint64_t line) override {
    if (name == "SUPPLIER") sink_.report({FindingKind::kProviderTooLarge, source_.name, line, {}, {}});
    if (name != "SERVICE") return {};
    ++services_;
    sink_.report({FindingKind::kRecordTooLarge, source_.name, line, {}, {}});
    return {};
  }

  [[nodiscard]] std::uint64_t services() const { return services_; }
  [[nodiscard]] const Header& header() const { return header_; }

 private:
  static Result<Step> open_part(const XmlTag& tag) {
    const bool is_catalogue = tag.name == "NEW_CATALOG";
    const bool says_part = is_catalogue && parse_boolean(tag.attribute("FULLCATALOG")) == false;
    if (tag.name == "UPDATE_CATALOG" || says_part) {
      return Error{ErrorCode::kUnsupportedFormat,
                   "<" + std::string(tag.name) + "> holds changes only; the whole catalogue is needed"};
    }
    return is_catalogue || tag.name == "HEADER" ? Step::kEnter : Step::kSkip;
  }

  Result<void> add_supplier(const Element& element) {
    const OpenQCatSupplier supplier = read_openqcat_supplier(element);
    for (const Element* id : element.children_named("SUPPLIER_ID")) {
      const auto [at, first] = header_.suppliers.emplace(openqcat_id(id->content()), supplier);
      if (first) suppliers_bytes_ += sizeof(*at) + at->first.size() + text_bytes(supplier);
    }
    if (suppliers_bytes_ <= kSuppliersBytesMax) return {};
    return Error{ErrorCode::kTooLarge, source_.name + ": the suppliers take more than their limit"};
  }

  const ImportSource& source_;
  RecordSink& sink_;
  ElementSpool& spool_;
  Header header_;
  std::size_t suppliers_bytes_ = 0;
  std::uint64_t services_ = 0;
};

/// Hands on offers with their events: one record for each event, and one for an offer that names a date of its own or
/// has no event.
class Joining {
 public:
  Joining(const ImportSource& source, RecordSink& sink, const Header& header)
      : source_(source), sink_(sink), header_(header) {}

  Result<void> add(const ElementSpool::Entry& entry) {
    if (entry.group != group_) BILDUNGSKIOSK_TRY_VOID(finish_group());
    group_ = entry.group;
    CourseRecord record = read(entry);
    // Without an id nobody knows what belongs together.
    const bool can_join = !entry.group.ends_with('\n');
    if (entry.rank == 0 && can_join && !offer_) {
      offer_ = std::move(record);
      is_shown_ = false;
      return {};
    }
    if (entry.rank == 0 || !offer_ || !can_join) return hand_on(std::move(record));
    is_shown_ = is_shown_ || is_openqcat_date_of(record, *offer_);
    return hand_on(join_openqcat_event(std::move(record), *offer_));
  }

  Result<void> finish_group() {
    auto offer = std::exchange(offer_, std::nullopt);
    return offer && !is_shown_ ? hand_on(*std::move(offer)) : Result<void>();
  }

 private:
  /// Who is to be asked about an offer is the office, where the file names only a person.
  Result<void> hand_on(CourseRecord record) {
    if (record.registration_telephone.empty() && record.registration_email.empty()) {
      record.registration_telephone = record.provider.telephone;
      record.registration_email = record.provider.email;
    }
    return sink_.take(std::move(record));
  }

  CourseRecord read(const ElementSpool::Entry& entry) const {
    CourseRecord record = read_openqcat_service(entry.element());
    record.file = source_.name;
    record.line = entry.line;
    record.language = header_.language;
    if (record.price.currency.empty()) record.price.currency = header_.currency;
    const std::string supplier_id = entry.group.substr(0, entry.group.find('\n'));
    record.provider_key = supplier_id;
    if (const OpenQCatSupplier* supplier = header_.supplier(supplier_id)) {
      record.provider_key = supplier->id;
      record.provider_name = supplier->name;
      record.provider = supplier->contact;
    }
    return record;
  }

  const ImportSource& source_;
  RecordSink& sink_;
  const Header& header_;
  std::string group_;
  std::optional<CourseRecord> offer_;
  bool is_shown_ = false;  // one of its events is the date that it names itself
};

}  // namespace

Result<void> OpenQCatImporter::import(const ImportSource& source, RecordSink& sink) {
  BILDUNGSKIOSK_TRY(ElementSpool spool, ElementSpool::create());
  OpenQCat format(source, sink, spool);
  BILDUNGSKIOSK_TRY_VOID(read_xml(source, sink, format));
  if (format.services() == 0) return Error{ErrorCode::kEmptyExport, source.name + ": no <SERVICE> in it"};
  Joining joining(source, sink, format.header());
  BILDUNGSKIOSK_TRY_VOID(
      spool.drain([&](const ElementSpool::Entry& entry) -> Result<void> { return joining.add(entry); }));
  return joining.finish_group();
}

}  // namespace bildungskiosk::publish
