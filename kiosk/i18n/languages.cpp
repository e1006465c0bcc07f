#include "kiosk/i18n/languages.hpp"

#include <algorithm>
#include <array>
#include <boost/locale.hpp>
#include <exception>
#include <utility>

#include "sync/base/file_system.hpp"

namespace bildungskiosk::i18n {
namespace {

constexpr std::string_view kDomain = "bildungskiosk";
constexpr std::array<std::string_view, 6> kUsualOrder = {"de", "de-easy", "en", "tr", "ar", "uk"};

std::size_t place_in_order(const std::string& tag) {
  return static_cast<std::size_t>(std::find(kUsualOrder.begin(), kUsualOrder.end(), tag) - kUsualOrder.begin());
}

// "de-easy" is the variant "easy" of German to Boost.Locale; the folder is spelt the same way (de@easy).
std::string folder_of(std::string tag) {
  std::replace(tag.begin(), tag.end(), '-', '@');
  return tag;
}

std::string locale_name(const std::string& tag) {
  const std::size_t variant = tag.find('-');
  if (variant == std::string::npos) return tag + ".UTF-8";
  return tag.substr(0, variant) + ".UTF-8@" + tag.substr(variant + 1);
}

std::unique_ptr<Texts> make_texts(const std::string& tag, const std::string& directory) {
  boost::locale::generator generator(boost::locale::localization_backend_manager::global());
  if (!directory.empty()) {
    generator.add_messages_path(directory);
    // The part after the slash is the encoding of the keys in the source, which are German.
    generator.add_messages_domain(std::string(kDomain) + "/UTF-8");
  }
  return std::make_unique<Texts>(tag, generator(locale_name(tag)));
}

LanguageInfo describe(const Texts& texts) {
  return {.tag = texts.tag(),
          .own_name = texts.trc("Name dieser Sprache in ihr selbst", "Deutsch"),
          .direction = texts.direction()};
}

}  // namespace

void Languages::add(std::unique_ptr<Texts> texts) {
  const char* const german = "Was möchten Sie lernen?";
  Greeting greeting{texts->tag(), texts->tr(german), texts->tr("Hier berühren")};
  const bool is_variant = greeting.tag.find('-') != std::string::npos;
  const bool greets = greeting.tag == "de" || greeting.question != german;
  if (greets && !is_variant) greetings_.push_back(std::move(greeting));
  available_.push_back(describe(*texts));
  texts_.push_back(std::move(texts));
}

base::Result<Languages> Languages::load(const std::string& directory) {
  base::FileSystem& files = base::posix_file_system();
  BILDUNGSKIOSK_TRY(const std::vector<std::string> names, files.list(directory));
  std::vector<std::string> tags;
  for (std::string name : names) {
    const auto catalogue = files.status(base::join_path(directory, name) + "/LC_MESSAGES/bildungskiosk.mo");
    if (!catalogue || catalogue->kind != base::FileKind::kFile) continue;
    std::replace(name.begin(), name.end(), '@', '-');
    tags.push_back(std::move(name));
  }
  if (std::find(tags.begin(), tags.end(), "de") == tags.end()) tags.emplace_back("de");
  std::sort(tags.begin(), tags.end(), [](const std::string& a, const std::string& b) {
    return std::pair(place_in_order(a), std::string_view(a)) < std::pair(place_in_order(b), std::string_view(b));
  });
  Languages languages;
  for (const std::string& tag : tags) {
    try {
      languages.add(make_texts(tag, directory));
    } catch (const std::exception& refused) {
      return base::Error{base::ErrorCode::kMalformedRecord,
                         directory + "/" + folder_of(tag) + "/LC_MESSAGES/bildungskiosk.mo: " + refused.what()};
    }
  }
  return languages;
}

Languages Languages::german_only() {
  Languages languages;
  languages.add(make_texts("de", ""));
  return languages;
}

const Texts& Languages::texts(std::string_view tag) const {
  const auto found =
      std::find_if(texts_.begin(), texts_.end(), [tag](const auto& texts) { return texts->tag() == tag; });
  return found != texts_.end() ? **found : *texts_.front();
}

}  // namespace bildungskiosk::i18n
