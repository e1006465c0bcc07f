#include "sync/publish/importers/openvhs.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sync/publish/importers/course_reader.hpp"
#include "sync/publish/importers/xml_document.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;

constexpr std::string_view kNamespace = "http://www.dvv-vhs.de/Open-VHS";
constexpr std::array<std::string_view, 4> kVersions = {"0.9", "1.0", "1.1", "1.2"};

/// veranstaltungen: export, veranstaltung*. Each child of the root is one tree.
class OpenVhs final : public XmlFormat {
 public:
  OpenVhs(const ImportSource& source, RecordSink& sink) : source_(source), sink_(sink) {}

  Result<void> open_root(const XmlTag& root) override {
    if (root.name != "veranstaltungen" || (!root.ns.empty() && root.ns != kNamespace)) {
      return Error{ErrorCode::kUnsupportedFormat, "the root element is <" + std::string(root.name.substr(0, 80)) +
                                                      ">, not Open-vhs's <veranstaltungen>"};
    }
    const bool says_version = std::any_of(root.attributes.begin(), root.attributes.end(),
                                          [](const auto& attribute) { return attribute.first == "version"; });
    const std::string_view version = root.attribute("version");
    if (says_version && std::find(kVersions.begin(), kVersions.end(), version) == kVersions.end()) {
      return Error{ErrorCode::kUnsupportedFormat,
                   "Open-vhs version " + std::string(version.substr(0, 20)) + "; 0.9 to 1.2 are read"};
    }
    return {};
  }

  Result<Step> open(const std::vector<std::string>&, const XmlTag&) override { return Step::kCollect; }

  Result<void> collected(const Element& element, std::uint64_t line) override {
    if (element.name == "export") {
      if (const Element* creator = element.child("ersteller"); creator != nullptr) {
        provider_key_ = creator->content_of("guid");
        provider_name_ = creator->content_of("name");
      }
    }
    if (element.name != "veranstaltung") return {};
    ++courses_;
    CourseRecord record = read_course(element);
    record.file = source_.name;
    record.line = line;
    record.guid_should_be_uuid = true;
    record.provider_key = provider_key_;
    record.provider_name = provider_name_;
    return sink_.take(std::move(record));
  }

  Result<void> too_large(std::string_view name, std::uint64_t line) override {
    if (name != "veranstaltung") return {};
    ++courses_;
    sink_.report({FindingKind::kRecordTooLarge, source_.name, line, {}, {}});
    return {};
  }

  [[nodiscard]] std::uint64_t courses() const { return courses_; }

 private:
  const ImportSource& source_;
  RecordSink& sink_;
  std::string provider_key_;
  std::string provider_name_;
  std::uint64_t courses_ = 0;
};

}  // namespace

Result<void> OpenVhsImporter::import(const ImportSource& source, RecordSink& sink) {
  OpenVhs format(source, sink);
  BILDUNGSKIOSK_TRY_VOID(read_xml(source, sink, format));
  if (format.courses() == 0) return Error{ErrorCode::kEmptyExport, source.name + ": no <veranstaltung> in it"};
  return {};
}

}  // namespace bildungskiosk::publish
