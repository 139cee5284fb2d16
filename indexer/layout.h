// How a record lies in the database: the only speller of term prefixes, file
// names and the fingerprint. Both sides include it, so they cannot drift.
//
//   DB/current                 -> generations/7        (symbolic link, switched by rename)
//   DB/generations/7/          one published generation, never written again
//     manifest.json            number, date, counts, fingerprint, hashes
//     index.glass              Xapian, one compacted file; a document is a record
//     columns.bin              facets, years, lengths, title order (columns.h)
//     forms.bin                every form and what it is found by (forms.h)
//     tokens.bin               every record's words in their order (tokens.h)
//     concepts.bin             what the records are about, and where they say so (concepts.h)
//     suggest.bin              every name and form, by how it begins (names.h)
//     schema/                  schema.json, vocabulary/ and thesaurus.ttl it was built with; best_bets.jsonl, where the
//                              corpus has some
//   DB/generations/.building-* a build that is not finished; swept by the next one
//   DB/lock                    held (flock) by the one process that builds
//
// Documents: data is the record as JSON (corpus::to_json). Terms are a prefix,
// the language's two letters and the form as it stands (lower case, marks kept):
//   Q<id>        the record itself
//   XE<l><form>  a form anywhere in the record
//   XT<l><form>  a form in a title of it
// The other tiers are lists of forms (forms.h), not terms. There are no positions and no
// lists of a document's terms: tokens.bin has both.
//
// Metadata of Xapian: the text of each attachment under attachment_key(), for passages.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace pramen::indexer {

// Count up whenever anything above changes its meaning.
inline constexpr int layout_version = 14;

// How a word of a record answers one of a query: by its form, its base form, its base form
// without marks, in a title, as part of a compound, by its word family; only looks like it; or a concept
// that words of the query name.
enum class Tier { exact, lemma, folded, title, part, family, alike, concepts };

inline constexpr std::array<std::string_view, 8> tier_names = {"exact", "lemma",  "folded", "title",
                                                               "part",  "family", "alike",  "concept"};
constexpr std::string_view tier_name(Tier tier) { return tier_names[static_cast<std::size_t>(tier)]; }
constexpr std::optional<Tier> tier_named(std::string_view name) {
  for (std::size_t i = 0; i < tier_names.size(); ++i) {
    if (tier_names[i] == name) return static_cast<Tier>(i);
  }
  return std::nullopt;
}

inline constexpr std::string_view form_prefix = "XE", title_prefix = "XT";

inline std::string term(std::string_view prefix, std::string_view lang, std::string_view form) {
  std::string made;
  made.reserve(prefix.size() + lang.size() + form.size());
  return made.append(prefix).append(lang).append(form);
}

inline std::string id_term(std::string_view id) { return "Q" + std::string(id); }
inline std::string attachment_key(std::string_view text_hash) { return "attachment " + std::string(text_hash); }

// How often a word counts (within-document frequency) by where it stands.
inline constexpr unsigned title_weight = 3;
inline constexpr unsigned alternative_weight = 2;
inline constexpr unsigned summary_weight = 2;
inline constexpr unsigned body_weight = 1;
// Attachments are long: what stands there and nowhere else in the record counts once, however often.
inline constexpr unsigned attachment_weight = 1;

inline std::filesystem::path generations_folder(const std::filesystem::path& database) {
  return database / "generations";
}
inline std::filesystem::path current_link(const std::filesystem::path& database) { return database / "current"; }
inline std::filesystem::path history_file(const std::filesystem::path& database) { return database / "history.jsonl"; }
inline std::filesystem::path lock_file(const std::filesystem::path& database) { return database / "lock"; }
inline constexpr std::string_view manifest_name = "manifest.json";
inline constexpr std::string_view index_name = "index.glass", more_index_name = "index-more.glass";
inline constexpr std::string_view columns_name = "columns.bin";
inline constexpr std::string_view forms_name = "forms.bin";
inline constexpr std::string_view tokens_name = "tokens.bin", more_tokens_name = "tokens-more.bin";
inline constexpr std::string_view concepts_name = "concepts.bin";
inline constexpr std::string_view suggest_name = "suggest.bin";
inline constexpr std::string_view sources_name = "sources.bin";
inline constexpr std::string_view schema_name = "schema", thesaurus_name = "thesaurus.ttl",
                                  best_bets_name = "best_bets.jsonl";
inline constexpr std::string_view building_prefix = ".building-";

// The rules a database is made by, in words; equal text means equal rules.
inline std::string fingerprint(std::string_view schema_fingerprint, std::string_view languages_fingerprint) {
  return "layout " + std::to_string(layout_version) + "; schema " + std::string(schema_fingerprint) + "; " +
         std::string(languages_fingerprint);
}

}  // namespace pramen::indexer
