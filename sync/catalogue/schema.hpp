#pragma once

#include <cstdint>
#include <string_view>

#include "sync/base/result.hpp"
#include "sync/sqlite/database.hpp"

/// The terminal's tables. They are this program's own business: built on the terminal, read by the same version, and
/// built again when the version changes.
///
///   meta            key → value: digests, counts
///   record          lines of the catalogue record, categories, synonyms and news
///   provider, place lines by row and id
///   town            names, for filters
///   traits          levels, ages, languages and the like that offers share (offer_traits.hpp)
///   offer           the columns for filters and sorting. An offer keeps its row as long as it is there; in what is
///                   built at once, rows are in the order that offers are shown in. Meetings not cancelled, and weekly
///                   ones of offers without any, as values (stored_times.hpp)
///   offer_order     in which order the offers are shown, and their titles stand (offer_order.hpp)
///   offer_line      the line of each offer as it came, apart from the columns, so that a scan of these stays small
///   offer_category  which offers a category has
///   word_list, title_sets, text_sets, beginning_sets   which offers have which folded words (search/folding.hpp) in
///                   their titles and in all their texts (search/index_form.hpp)
namespace bildungskiosk::catalogue {

inline constexpr sqlite::Database::Identity kIdentity{
    .application_id = 0x424b696f,  // "BKio"
    .user_version = 6,
};

/// No row number is above this, however often a catalogue was updated: readers keep four bytes for each. Twice as many
/// offers as the format's largest file holds.
inline constexpr std::uint32_t kRowMax = 16'000'000;

inline constexpr std::string_view kMetaContentDigest = "content_digest";
inline constexpr std::string_view kMetaStoredDigest = "stored_digest";
/// What folded the words (icu_version): the index can only be changed with the words it was given.
inline constexpr std::string_view kMetaFolding = "folding";

[[nodiscard]] base::Result<void> create_tables(sqlite::Database& database);
/// What is quicker made after the rows: the indexes of tables.
[[nodiscard]] base::Result<void> complete_indexes(sqlite::Database& database);
/// A value of `meta`. kCatalogueDamaged when there is none.
[[nodiscard]] base::Result<std::string> read_meta(sqlite::Database& database, std::string_view key);
/// The digests, and what folded the words; in place of what is there.
[[nodiscard]] base::Result<void> write_meta(sqlite::Database& database, const std::string& content_digest);

/// SHA-256 over every row of every table, the index's own included, and the schema; without `meta`, where it stands,
/// and `offer_line`, which the content digest is of (content_digest.hpp). What a changed byte in the file's live parts
/// can't leave as it was.
[[nodiscard]] base::Result<std::string> stored_digest(sqlite::Database& database);

}  // namespace bildungskiosk::catalogue
