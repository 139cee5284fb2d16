// How a record lies in the database: the only speller of term prefixes, file
// names and the fingerprint. Both sides include it, so they cannot drift.
//
//   DB/current                 -> generations/7        (symbolic link, switched by rename)
//   DB/generations/7/          one published generation, never written again
//     manifest.json            number, date, counts, fingerprint, hashes
//     index.glass              Xapian, one compacted file; a document is a record
//     columns.bin              facets, years, title order (columns.h)
//     schema/                  schema.json and vocabulary/ it was built with
//   DB/generations/.building-* a build that is not finished; swept by the next one
//   DB/lock                    held (flock) by the one process that builds
//
// Documents: data is the record as JSON (corpus::to_json). Terms are a prefix,
// the language's two letters and the word:
//   Q<id>        the record itself
//   XE<l><word>  exact form: lower case, marks kept
//   XL<l><word>  lemma, marks kept, where it is not the exact form: a word that is
//                its own lemma is found by XE (a quarter of the terms less)
//   XF<l><word>  lemma, marks removed; the only tier with positions
//   XT<l><word>  as XF, words of the title only
//   XP<l><word>  part of a compound or of a joined word, as XF
//   XR<l><key>   word family (root), without marks
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace pramen::indexer {

// Count up whenever anything above changes its meaning.
inline constexpr int layout_version = 2;

enum class Tier { exact, lemma, folded, title, part, family };

constexpr std::string_view prefix_of(Tier tier) {
  switch (tier) {
    case Tier::exact: return "XE";
    case Tier::lemma: return "XL";
    case Tier::folded: return "XF";
    case Tier::title: return "XT";
    case Tier::part: return "XP";
    case Tier::family: return "XR";
  }
  return {};
}

constexpr std::optional<Tier> tier_named(std::string_view name) {
  constexpr std::array<std::string_view, 6> names = {"exact", "lemma", "folded", "title", "part", "family"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Tier>(i);
  }
  return std::nullopt;
}

inline std::string term(Tier tier, std::string_view lang, std::string_view word) {
  std::string made;
  const std::string_view prefix = prefix_of(tier);
  made.reserve(prefix.size() + lang.size() + word.size());
  return made.append(prefix).append(lang).append(word);
}

inline std::string id_term(std::string_view id) { return "Q" + std::string(id); }

// Positions of one language's fields follow each other; the gap keeps a phrase
// from reaching across two of them.
inline constexpr unsigned field_gap = 100;

// How often a word counts (within-document frequency) by where it stands.
inline constexpr unsigned title_weight = 3;
inline constexpr unsigned alternative_weight = 2;
inline constexpr unsigned summary_weight = 2;
inline constexpr unsigned body_weight = 1;

inline std::filesystem::path generations_folder(const std::filesystem::path& database) {
  return database / "generations";
}
inline std::filesystem::path current_link(const std::filesystem::path& database) { return database / "current"; }
inline std::filesystem::path lock_file(const std::filesystem::path& database) { return database / "lock"; }
inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::string_view index_name = "index.glass";
inline constexpr std::string_view columns_name = "columns.bin";
inline constexpr std::string_view schema_name = "schema";
inline constexpr std::string_view building_prefix = ".building-";

// The rules a database is made by, in words; equal text means equal rules.
inline std::string fingerprint(std::string_view schema_fingerprint, std::string_view languages_fingerprint) {
  return "layout " + std::to_string(layout_version) + "; schema " + std::string(schema_fingerprint) + "; " +
         std::string(languages_fingerprint);
}

}  // namespace pramen::indexer
