#include <algorithm>
#include <array>
#include <utility>

#include "sync/exchange/limits.hpp"
#include "sync/publish/importers/course_fields.hpp"
#include "sync/publish/importers/html_text.hpp"
#include "sync/publish/importers/values.hpp"

namespace bildungskiosk::publish {
namespace {

using offer::LocalizedText;

constexpr std::array<std::string_view, 6> kLanguages = {"de", "de-easy", "en", "tr", "uk", "ar"};

enum class TextField { kName, kAbstract, kDescription, kRequirements, kFunding, kPerson };

// What the property of a text says; anything else is part of the description, so that nothing is lost.
constexpr std::array<std::pair<std::string_view, TextField>, 21> kProperties = {{
    {"name", TextField::kName},
    {"titel", TextField::kName},
    {"kurztext", TextField::kAbstract},
    {"kurzbeschreibung", TextField::kAbstract},
    {"abstract", TextField::kAbstract},
    {"voraussetzung", TextField::kRequirements},
    {"voraussetzungen", TextField::kRequirements},
    {"zugangsvoraussetzung", TextField::kRequirements},
    {"zugangsvoraussetzungen", TextField::kRequirements},
    {"teilnahmevoraussetzungen", TextField::kRequirements},
    {"foerderung", TextField::kFunding},
    {"foerdermoeglichkeiten", TextField::kFunding},
    {"dozent", TextField::kPerson},
    {"dozentin", TextField::kPerson},
    {"dozenten", TextField::kPerson},
    {"kursleitung", TextField::kPerson},
    {"kursleiter", TextField::kPerson},
    {"kursleiterin", TextField::kPerson},
    {"referent", TextField::kPerson},
    {"referentin", TextField::kPerson},
    {"ansprechperson", TextField::kPerson},
}};

TextField field_of(std::string_view base) {
  for (const auto& [name, field] : kProperties) {
    if (name == base) return field;
  }
  return TextField::kDescription;
}

/// Cut at the end of a character, well below the format's limit.
void shorten(CourseMapping& mapping, std::string& text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return;
  std::size_t end = bytes_max - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  text += "…";
  mapping.report(FindingKind::kTextShortened, std::to_string(bytes_max) + " Bytes");
}

void append(CourseMapping& mapping, LocalizedText& text, const offer::Language& language, const std::string& more) {
  if (more.empty()) return;
  std::string& whole = text[language];
  if (!whole.empty()) whole += '\n';
  whole += more;
  shorten(mapping, whole, exchange::kLongTextBytesMax);
}

/// Subtitles, as the abstract, unless the title says the same.
std::string joined_subtitles(const CourseMapping& mapping, const std::string& name) {
  const std::string folded_name = fold(name);
  std::string joined;
  for (const std::string& subtitle : mapping.record.subtitles) {
    const std::string clean = clean_line(subtitle);
    if (clean.empty() || folded_name.find(fold(clean)) != std::string::npos) continue;
    joined += (joined.empty() ? "" : " – ") + clean;
  }
  return joined;
}

}  // namespace

TextProperty split_property(std::string_view property, const offer::Language& otherwise) {
  const std::string folded = fold(property);
  const std::size_t at = folded.find('@');
  if (at == std::string::npos) return {folded, otherwise};
  const std::string language = folded.substr(at + 1);
  const bool offered = std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
  return {folded.substr(0, at), offered ? language : std::string()};
}

std::string email_address(std::string text) {
  const bool is_one = text.find('@') != std::string::npos && text.find(' ') == std::string::npos;
  return is_one ? std::move(text) : std::string();
}

void map_texts(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  std::string name = clean_line(mapping.record.name);
  if (!name.empty()) {
    shorten(mapping, name, exchange::kShortTextBytesMax);
    offer.name[mapping.record.language] = name;
  }
  for (const CourseRecord::Text& text : mapping.record.texts) {
    const auto [base, language] = split_property(text.property, mapping.record.language);
    if (language.empty()) {
      mapping.report(FindingKind::kUnknownLanguage, text.property);
      continue;
    }
    switch (field_of(base)) {
      case TextField::kName:
        if (std::string title = clean_line(text.text); !title.empty()) {
          shorten(mapping, title, exchange::kShortTextBytesMax);
          offer.name.insert_or_assign(language, std::move(title));
        }
        break;
      case TextField::kAbstract:
        append(mapping, offer.abstract, language, clean_paragraphs(text.text));
        break;
      case TextField::kDescription:
        append(mapping, offer.description, language, clean_paragraphs(text.text));
        break;
      case TextField::kRequirements:
        append(mapping, offer.access_requirements, language, clean_paragraphs(text.text));
        break;
      case TextField::kFunding:
        append(mapping, offer.funding, language, clean_paragraphs(text.text));
        break;
      case TextField::kPerson:
        break;  // names of people are not imported
    }
  }
  const offer::Language& language = mapping.record.language;
  if (!offer.abstract.contains(language)) append(mapping, offer.abstract, language, joined_subtitles(mapping, name));
  for (const CourseRecord::Certificate& certificate : mapping.record.certificates) {
    const std::string title = clean_line(certificate.name);
    const std::string text = clean_paragraphs(certificate.text);
    if (title.empty() && text.empty()) continue;
    offer::Certificate mapped{title.empty() ? clean_line(certificate.text) : title, {}};
    if (!title.empty()) append(mapping, mapped.description, language, text);
    shorten(mapping, mapped.name, exchange::kShortTextBytesMax);
    mapping.append("zertifikat", offer.certificates, std::move(mapped));
  }
}

void map_links(CourseMapping& mapping) {
  offer::Offer& offer = mapping.offer;
  const auto usable = [&](const std::string& text) -> std::string {
    if (text.empty()) return {};
    if (auto url = parse_url(text)) return *std::move(url);
    mapping.report(FindingKind::kUnusableUrl, text.substr(0, 120));
    return {};
  };
  std::string booking;
  for (const CourseRecord::Link& link : mapping.record.links) {
    if (fold(link.type) == "attachment") continue;
    const std::string url = usable(link.uri);
    if (url.empty()) continue;
    if (offer.url.empty()) offer.url = url;
    const std::string name = fold(link.name);
    const bool books = name.find("buch") != std::string::npos || name.find("anmeld") != std::string::npos;
    if (booking.empty() && books) booking = url;
  }
  const std::string office = usable(mapping.record.registration_url);
  offer.registration.url = !booking.empty() ? booking : !office.empty() ? office : offer.url;
  offer.registration.telephone = mapping.short_line("telefon", mapping.record.registration_telephone);
  offer.registration.email = email_address(mapping.short_line("mail", mapping.record.registration_email));
  if (std::string note = mapping.short_line("anmeldung", mapping.record.registration_note); !note.empty())
    offer.registration.note[mapping.record.language] = std::move(note);
}

}  // namespace bildungskiosk::publish
