#include "sync/publish/importers/xcri.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "sync/publish/importers/element_spool.hpp"
#include "sync/publish/importers/values.hpp"
#include "sync/publish/importers/xcri_record.hpp"
#include "sync/publish/importers/xml_document.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

/// The namespaces whose names mean the same wherever they stand: those of XCRI 1.1 and 1.2, of MLO and Dublin Core, of
/// places and costs, and XHTML in descriptions.
bool is_known(std::string_view ns) {
  constexpr std::array<std::string_view, 8> kBegins = {
      "http://xcri.org/profiles/",        "http://purl.org/net/mlo",      "http://purl.org/dc/",
      "http://purl.org/net/cm",           "http://www.w3.org/1999/xhtml", "http://www.w3.org/2003/01/geo/",
      "http://xcri.co.uk/CostsExtension", "http://www.w3.org/XML/",
  };
  return ns.empty() ||
         std::any_of(kBegins.begin(), kBegins.end(), [&](std::string_view begin) { return ns.starts_with(begin); });
}

// In the spool a provider comes before its courses.
constexpr int kProviderRank = 0;
constexpr int kCourseRank = 1;

/// What is read of a provider besides its courses. Texts about it are not shown, contributors are people.
bool is_provider_field(std::string_view name) {
  constexpr std::array<std::string_view, 10> kFields = {"identifier", "title", "url",      "location", "address",
                                                        "street",     "town",  "postcode", "phone",    "email"};
  return std::find(kFields.begin(), kFields.end(), name) != kFields.end();
}

/// In a feed of changes: what carries it is gone.
bool is_deleted(std::string_view recstatus) { return fold(recstatus) == "3" || fold(recstatus) == "deleted"; }

/// catalog > provider* > course*. Each course is one tree, put aside until its provider's end.
class Xcri final : public XmlFormat {
 public:
  Xcri(const ImportSource& source, RecordSink& sink, ElementSpool& spool)
      : source_(source), sink_(sink), spool_(spool) {}

  Result<void> open_root(const XmlTag& root) override {
    const bool is_root = root.name == "catalog" || root.name == "provider";
    if (!is_root || (!root.ns.empty() && !root.ns.starts_with("http://xcri.org/profiles/"))) {
      return Error{ErrorCode::kUnsupportedFormat, "the root element is <" + std::string(root.name.substr(0, 80)) +
                                                      ">, not XCRI-CAP's <catalog> or <provider>"};
    }
    language_ = root.attribute("lang");
    begin_provider(root);
    return {};
  }

  Result<Step> open(const std::vector<std::string>& parents, const XmlTag& tag) override {
    const bool in_provider = parents.back() == "provider";
    if (!is_known(tag.ns) || is_deleted(tag.attribute("recstatus"))) return Step::kSkip;
    if (!in_provider && tag.name != "provider") return Step::kSkip;
    if (!in_provider) {
      begin_provider(tag);
      return Step::kEnter;
    }
    return tag.name == "course" || is_provider_field(tag.name) ? Step::kCollect : Step::kSkip;
  }

  Result<void> close(std::string_view name) override {
    if (name != "provider") return {};
    BILDUNGSKIOSK_TRY_VOID(spool_.put(group(), kProviderRank, 0, provider_.root()));
    ++providers_;
    return {};
  }

  std::string_view element_name(std::string_view name, std::string_view ns, std::string& buffer) const override {
    if (is_known(ns)) return name;
    return (buffer = "x:") += name;
  }

  Result<void> collected(const Element& element, std::uint64_t line) override {
    if (element.name == "course") {
      ++courses_;
      return spool_.put(group(), kCourseRank, line, element);
    }
    if (provider_fields_++ < kProviderFieldsMax) provider_.append_copy(provider_root_, element);
    return {};
  }

  Result<void> too_large(std::string_view name, std::uint64_t line) override {
    if (name != "course") return {};
    ++courses_;
    sink_.report({FindingKind::kRecordTooLarge, source_.name, line, {}, {}});
    return {};
  }

  [[nodiscard]] std::uint64_t courses() const { return courses_; }

 private:
  void begin_provider(const XmlTag& tag) {
    const std::string_view language = tag.attribute("lang");
    provider_.clear();
    provider_root_ = &provider_.append(nullptr, "provider");
    provider_.add_attribute(*provider_root_, "lang", language.empty() ? language_ : language);
    provider_fields_ = 0;
  }

  /// Providers by their order in the file.
  [[nodiscard]] std::string group() const {
    std::string number = std::to_string(providers_);
    return std::string(20 - number.size(), '0') + number;
  }

  const ImportSource& source_;
  RecordSink& sink_;
  ElementSpool& spool_;
  std::string language_;
  ElementTree provider_;  // the children that say something of it, without its courses
  Element* provider_root_ = nullptr;
  std::size_t provider_fields_ = 0;
  std::uint64_t providers_ = 0;
  std::uint64_t courses_ = 0;
};

Result<void> take_course(const ElementSpool::Entry& course, const XcriProvider& provider, const ImportSource& source,
                         RecordSink& sink) {
  const Element::Range named = course.element().children_named("presentation");
  std::vector<const Element*> presentations(named.begin(), named.end());
  const bool is_only = presentations.size() < 2;
  if (presentations.empty()) presentations.push_back(nullptr);
  if (presentations.size() > kPresentationsMax) {
    sink.report({FindingKind::kListShortened,
                 source.name,
                 course.line,
                 {},
                 std::to_string(presentations.size()) + " presentations"});
    presentations.resize(kPresentationsMax);
  }
  for (const Element* presentation : presentations) {
    if (presentation != nullptr && is_deleted(presentation->attribute("recstatus"))) continue;
    XcriOffer offer = read_xcri_offer(course.element(), presentation, is_only, provider);
    offer.record.file = source.name;
    offer.record.line = course.line;
    for (const std::string& date : offer.contradictory_dates) {
      sink.report({FindingKind::kContradictoryDate, source.name, course.line, offer.record.guid.substr(0, 80), date});
    }
    BILDUNGSKIOSK_TRY_VOID(sink.take(std::move(offer.record)));
  }
  return {};
}

}  // namespace

Result<void> XcriImporter::import(const ImportSource& source, RecordSink& sink) {
  BILDUNGSKIOSK_TRY(ElementSpool spool, ElementSpool::create());
  Xcri format(source, sink, spool);
  BILDUNGSKIOSK_TRY_VOID(read_xml(source, sink, format));
  if (format.courses() == 0) return Error{ErrorCode::kEmptyExport, source.name + ": no <course> in it"};
  XcriProvider provider;
  return spool.drain([&](const ElementSpool::Entry& entry) -> Result<void> {
    if (entry.rank == kCourseRank) return take_course(entry, provider, source, sink);
    provider = read_xcri_provider(entry.element());
    return {};
  });
}

}  // namespace bildungskiosk::publish
