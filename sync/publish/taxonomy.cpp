#include "sync/publish/taxonomy.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include "sync/publish/importers/values.hpp"
#include "sync/publish/limits.hpp"

namespace bildungskiosk::publish {
namespace {

using base::Error;
using base::ErrorCode;
using base::Result;
using offer::Phase;

// The names that an office or provider may write as a keyword, folded.
constexpr std::array<std::pair<std::string_view, Phase>, 14> kPhaseNames = {{
    {"fruehe bildung", Phase::kEarlyEducation},
    {"fruehkindliche bildung", Phase::kEarlyEducation},
    {"schule", Phase::kSchool},
    {"ausbildung & studium", Phase::kTrainingAndStudy},
    {"ausbildung und studium", Phase::kTrainingAndStudy},
    {"arbeit & weiterbildung", Phase::kWorkAndFurtherTraining},
    {"arbeit und weiterbildung", Phase::kWorkAndFurtherTraining},
    {"sprache & integration", Phase::kLanguageAndIntegration},
    {"sprache und integration", Phase::kLanguageAndIntegration},
    {"familie", Phase::kFamily},
    {"aelter werden", Phase::kLaterLife},
    {"beratung", Phase::kCounselling},
    {"bildungsberatung", Phase::kCounselling},
    {"lebenslanges lernen", Phase::kWorkAndFurtherTraining},
}};

void add(std::vector<Phase>& phases, Phase phase) {
  if (phases.size() < Taxonomy::kPhasesMax && std::find(phases.begin(), phases.end(), phase) == phases.end()) {
    phases.push_back(phase);
  }
}

/// What an entry is found by: no part of it holds a line feed.
std::string key_of(std::string_view scheme, std::string_view version, std::string_view code) {
  std::string key;
  key.reserve(scheme.size() + version.size() + code.size() + 2);
  ((((key += scheme) += '\n') += version) += '\n') += code;
  return key;
}

std::vector<std::string> fold_all(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const std::string& text : texts) out.push_back(fold(text));
  return out;
}

Error at_node(const toml::node& node, const std::string& what) {
  return {ErrorCode::kInvalidArgument, "line " + std::to_string(node.source().begin.line) + ": " + what};
}

Result<std::vector<Phase>> read_phases(const toml::table& table, std::string_view key) {
  std::vector<Phase> phases;
  const toml::array* names = table[key].as_array();
  if (names == nullptr) return phases;
  for (const toml::node& node : *names) {
    const auto phase = offer::phase_from_string(node.value_or(std::string()));
    if (!phase) return at_node(node, "no such phase");
    phases.push_back(*phase);
  }
  return phases;
}

/// The folded words under the key; none where it is not there.
std::vector<std::string> folded_words(const toml::table& row, std::string_view key) {
  std::vector<std::string> words;
  const toml::array* listed = row[key].as_array();
  if (listed == nullptr) return words;
  for (const toml::node& word : *listed) {
    // What fold() trims is part of the word here: " online" ends a title, "Bankonline" does not.
    const std::string text = word.value_or(std::string());
    words.push_back((text.starts_with(' ') ? " " : "") + fold(text));
  }
  return words;
}

Result<void> add_characteristics(const toml::table& table, InferenceWords& words) {
  const toml::array* listed = table["characteristic"].as_array();
  if (listed == nullptr) return {};
  for (const toml::node& node : *listed) {
    const toml::table* row = node.as_table();
    if (row == nullptr) return at_node(node, "a characteristic is a table");
    InferenceWords::Rule rule{(*row)["field"].value_or(std::string()), (*row)["value"].value_or(std::string()),
                              folded_words(*row, "keywords"),          folded_words(*row, "title_begins"),
                              folded_words(*row, "title_ends"),        folded_words(*row, "title_words")};
    if (rule.field.empty() || rule.value.empty()) return at_node(node, "a characteristic needs field and value");
    words.add(std::move(rule));
  }
  return {};
}

}  // namespace

Result<void> Taxonomy::add_file(const std::string& path, std::string_view text) {
  const auto failed = [&](const Error& error) { return base::with_context(error, path); };
  toml::table table;
  try {
    table = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return failed({ErrorCode::kInvalidArgument,
                   "line " + std::to_string(error.source().begin.line) + ": " + std::string(error.description())});
  }
  if (auto added = add_characteristics(table, inference_words_); !added) return failed(added.error());
  const std::string scheme = table["scheme"].value_or(std::string());
  const std::string version = table["version"].value_or(std::string());
  const bool digits = table["codes"].value_or(std::string()) == "digits";
  if (const toml::array* categories = table["category"].as_array(); categories != nullptr) {
    for (const toml::node& node : *categories) {
      const toml::table* row = node.as_table();
      if (row == nullptr) return failed(at_node(node, "a category is a table"));
      auto phases = read_phases(*row, "phases");
      if (!phases) return failed(phases.error());
      Entry entry{{{scheme, version, (*row)["code"].value_or(std::string())},
                   {{"de", (*row)["name"].value_or(std::string())}},
                   phases->empty() ? std::nullopt : std::optional(phases->front())},
                  *phases,
                  digits};
      if (scheme.empty() || entry.category.ref.code.empty() || entry.category.name["de"].empty()) {
        return failed(at_node(node, "a category needs scheme, code and name"));
      }
      const offer::CategoryRef& ref = entry.category.ref;
      entry_by_key_.emplace(key_of(ref.scheme, ref.version, ref.code), entries_.size());
      entries_.push_back(std::move(entry));
    }
  }
  if (const toml::array* rules = table["rule"].as_array(); rules != nullptr) {
    for (const toml::node& node : *rules) {
      const toml::table* row = node.as_table();
      const auto phase =
          row == nullptr ? std::nullopt : offer::phase_from_string((*row)["phase"].value_or(std::string()));
      const toml::array* words = row == nullptr ? nullptr : (*row)["words"].as_array();
      const toml::array* places = row == nullptr ? nullptr : (*row)["in"].as_array();
      if (!phase || words == nullptr || places == nullptr)
        return failed(at_node(node, "a rule needs phase, words and in"));
      Rule rule;
      rule.phase = *phase;
      for (const toml::node& node_of_word : *words) {
        std::string word = fold(node_of_word.value_or(std::string()));
        const bool open_end = word.ends_with('*');
        if (open_end) word.pop_back();
        if (word.empty()) return failed(at_node(node_of_word, "a word is empty"));
        words_[static_cast<unsigned char>(word.front())].push_back({word, open_end, rules_.size()});
      }
      for (const toml::node& place : *places) {
        const std::string name = place.value_or(std::string());
        rule.in_keywords = rule.in_keywords || name == "keyword";
        rule.in_audience = rule.in_audience || name == "audience";
        rule.in_title = rule.in_title || name == "title";
      }
      rules_.push_back(rule);
    }
  }
  return {};
}

Result<Taxonomy> Taxonomy::load(base::FileSystem& files, const std::string& directory) {
  Taxonomy taxonomy;
  BILDUNGSKIOSK_TRY(const auto names, files.list(directory));
  for (const std::string& name : names) {
    if (!name.ends_with(".toml")) continue;
    const std::string path = base::join_path(directory, name);
    BILDUNGSKIOSK_TRY(const auto bytes, base::read_file(files, path, kTaxonomyBytesMax));
    BILDUNGSKIOSK_TRY_VOID(taxonomy.add_file(path, base::as_text(bytes)));
  }
  if (taxonomy.entries_.empty()) return Error{ErrorCode::kInvalidArgument, directory + ": no category in any table"};
  return taxonomy;
}

const Taxonomy::Entry* Taxonomy::find(const offer::CategoryRef& ref) const {
  // Narrower codes are longer, and stand last in their keys: wider ones are beginnings of them.
  const std::array keys = {key_of(ref.scheme, ref.version, ref.code), key_of(ref.scheme, {}, ref.code)};
  for (std::size_t cut = 0; cut < ref.code.size(); ++cut) {
    const bool is_whole = cut == 0 || ref.code[ref.code.size() - cut] == '.';
    for (const std::string_view key : keys) {
      const auto found = entry_by_key_.find(key.substr(0, key.size() - cut));
      if (found == entry_by_key_.end()) continue;
      const Entry& entry = entries_[found->second];
      if (is_whole || entry.digits) return &entry;
    }
  }
  return nullptr;
}

/// A word counts where it begins as a word, and ends as one, unless its end is open ("eltern*").
void Taxonomy::match_rules(std::string_view folded_text, Matches& matches) const {
  for (std::size_t at = 0; at < folded_text.size(); ++at) {
    if (at > 0 && is_word_character(folded_text[at - 1])) continue;
    const std::string_view rest = folded_text.substr(at);
    for (const Word& word : words_[static_cast<unsigned char>(rest.front())]) {
      if (!rest.starts_with(word.text)) continue;
      const std::size_t end = word.text.size();
      if (word.open_end || end == rest.size() || !is_word_character(rest[end])) matches[word.rule] = true;
    }
  }
}

std::optional<offer::Category> Taxonomy::category(const offer::CategoryRef& ref) const {
  const Entry* entry = find(ref);
  if (entry == nullptr) return std::nullopt;
  offer::Category labelled = entry->category;
  labelled.ref = ref;
  return labelled;
}

Taxonomy::Assignment Taxonomy::assign(const offer::Offer& offer) const {
  Assignment assignment;
  std::vector<Phase> from_categories;
  for (const offer::CategoryRef& ref : offer.categories) {
    const Entry* entry = find(ref);
    if (entry == nullptr) {
      assignment.unmapped.push_back(ref);
      continue;
    }
    for (const Phase phase : entry->phases) add(from_categories, phase);
  }

  const std::vector<std::string> keywords = fold_all(offer.keywords);
  std::vector<Phase>& phases = assignment.phases;
  for (const std::string& keyword : keywords) {
    for (const auto& [name, phase] : kPhaseNames) {
      if (keyword == name) add(phases, phase);
    }
  }
  if (!phases.empty()) return assignment;

  if (offer.kind == offer::OfferKind::kCounselling) add(phases, Phase::kCounselling);
  Matches in_keywords(rules_.size());
  Matches in_audience(rules_.size());
  Matches in_title(rules_.size());
  for (const std::string& keyword : keywords) match_rules(keyword, in_keywords);
  for (const std::string& group : offer.audience.groups) match_rules(fold(group), in_audience);
  match_rules(fold(offer::localized(offer.name, "de")), in_title);
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    const Rule& rule = rules_[i];
    const bool matches =
        (rule.in_keywords && in_keywords[i]) || (rule.in_audience && in_audience[i]) || (rule.in_title && in_title[i]);
    if (!matches) continue;
    add(phases, rule.phase);
    assignment.inferred = true;
  }
  for (const Phase phase : from_categories) add(phases, phase);
  if (phases.empty()) phases.push_back(Phase::kWorkAndFurtherTraining);
  return assignment;
}

}  // namespace bildungskiosk::publish
