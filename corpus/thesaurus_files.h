// A thesaurus as files: which format each is, read into one Thesaurus and checked.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/problem.h"
#include "corpus/thesaurus.h"

namespace pramen::corpus {

inline constexpr std::size_t max_thesaurus_bytes = std::size_t{64} << 20;

enum class ThesaurusFormat : std::uint8_t { turtle, jsonld, rdfxml, lines, tbx };

// Beside a thesaurus, and added to it; synonyms.ttl is, too.
inline constexpr std::string_view synonyms_name = "synonyms.jsonl";

// By the extension: .ttl, .jsonld or .json, .rdf or .xml, .jsonl, .tbx.
std::optional<ThesaurusFormat> thesaurus_format(const std::filesystem::path& file);

struct ThesaurusText {
  std::string name;  // as problems say it
  ThesaurusFormat format = ThesaurusFormat::turtle;
  std::string text;
};

// All texts as one thesaurus. Every fault is reported, and then there is none. `languages` are
// those that each concept should have a label in.
std::optional<Thesaurus> read_thesaurus(std::vector<ThesaurusText> texts, std::span<const std::string> languages,
                                        const ProblemSink& problems);
// Throws std::runtime_error if a file cannot be read.
std::optional<Thesaurus> read_thesaurus(std::span<const std::filesystem::path> files,
                                        std::span<const std::string> languages, const ProblemSink& problems);

// The thesaurus of a corpus folder (corpus_thesaurus) with `lines` in place of its synonyms.jsonl; empty if there is a
// fault. Every fault is reported, and warnings of these lines alone. Throws std::runtime_error if a file cannot be
// read.
std::optional<Thesaurus> check_synonyms(const std::filesystem::path& corpus, const Schema& schema, std::string lines,
                                        const ProblemSink& problems);

// Reading it back gives an equal thesaurus. What RDF/XML has no name for and TBX no place is left out and reported.
std::string write_thesaurus(const Thesaurus& thesaurus, ThesaurusFormat format, const ProblemSink& problems);

}  // namespace pramen::corpus
