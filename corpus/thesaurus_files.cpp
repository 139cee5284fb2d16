#include "corpus/thesaurus_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/concept_drafts.h"
#include "corpus/findings.h"
#include "corpus/input.h"
#include "corpus/jsonld_reader.h"
#include "corpus/jsonld_writer.h"
#include "corpus/rdfxml_reader.h"
#include "corpus/rdfxml_writer.h"
#include "corpus/tbx_reader.h"
#include "corpus/tbx_writer.h"
#include "corpus/thesaurus_build.h"
#include "corpus/thesaurus_checks.h"
#include "corpus/thesaurus_lines.h"
#include "corpus/thesaurus_triples.h"
#include "corpus/turtle_reader.h"
#include "corpus/turtle_writer.h"
#include "pramen_corpus_files.h"

namespace pramen::corpus {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view thesaurus_names[] = {"thesaurus.ttl", "thesaurus.jsonl", "thesaurus.jsonld", "thesaurus.rdf",
                                                "thesaurus.tbx"};
// Beside it, and added to it.
constexpr std::string_view synonym_names[] = {"synonyms.ttl", synonyms_name};
constexpr std::string_view bundled_name = "(bundled)/thesaurus.ttl";

// False: a fault was reported.
bool read_text(ThesaurusText& text, Triples& triples, const ProblemSink& problems) {
  Findings findings(text.name);
  triples.enter(text.name);
  if (text.text.starts_with("\xEF\xBB\xBF")) text.text.erase(0, 3);
  if (check_characters(text.text, {}, findings) && !findings.faulty()) {
    switch (text.format) {
      case ThesaurusFormat::turtle: read_turtle(text.text, triples, findings); break;
      case ThesaurusFormat::jsonld: read_jsonld(text.text, triples, findings); break;
      case ThesaurusFormat::rdfxml: read_rdfxml(text.text, triples, findings); break;
      case ThesaurusFormat::lines: read_thesaurus_lines(text.text, triples, findings); break;
      case ThesaurusFormat::tbx: read_tbx(text.text, triples, findings); break;
    }
  }
  const bool sound = !findings.faulty();
  findings.hand_out({}, problems);
  return sound;
}

ThesaurusText bundled_text() {
  const auto files = embedded_files();
  const auto file = std::ranges::find(files, std::string_view("thesaurus.ttl"), &EmbeddedFile::path);
  return {std::string(bundled_name), ThesaurusFormat::turtle, std::string(file->bytes)};
}

// Whole, or a fault that says why not.
std::optional<ThesaurusText> read_file(const fs::path& file, const ProblemSink& problems) {
  Findings findings(file.string());
  const auto format = thesaurus_format(file);
  if (!format) {
    findings.fault({}, "bad-file-name", say("this is no thesaurus file"),
                   say("thesauri are .ttl, .jsonl, .jsonld, .rdf or .tbx"));
  } else {
    WholeFile whole = read_whole(file, max_thesaurus_bytes);
    if (!whole.error.empty()) throw std::runtime_error(fmt::format("{}: {}", file.string(), whole.error));
    if (!whole.too_large) return ThesaurusText{file.string(), *format, std::move(whole.text)};
    findings.fault({}, "too-large", say("the file is larger than {} MB", max_thesaurus_bytes >> 20),
                   say("split it, or leave languages out"));
  }
  findings.hand_out({}, problems);
  return std::nullopt;
}

bool add_files(std::span<const fs::path> files, std::vector<ThesaurusText>& texts, const ProblemSink& problems) {
  bool whole = true;
  for (const fs::path& file : files) {
    auto text = read_file(file, problems);
    whole = whole && text;
    if (text) texts.push_back(std::move(*text));
  }
  return whole;
}

// Files of one folder say the same thesaurus twice: which one holds would be a matter of luck.
std::vector<fs::path> thesaurus_of(const fs::path& folder, const ProblemSink& problems) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const std::string_view name : thesaurus_names) {
    if (fs::exists(folder / name, ignored)) files.push_back(folder / name);
  }
  for (std::size_t i = 1; i < files.size(); ++i) {
    Findings findings(files[i].string());
    findings.warning({}, "second-thesaurus",
                     say("{} is the thesaurus; this file is not read", files[0].filename().string()),
                     say("delete one of the two, or give this one another name"));
    findings.hand_out({}, problems);
  }
  files.resize(std::min<std::size_t>(files.size(), 1));
  return files;
}

// The thesaurus of a corpus folder, or the bundled one, and what lies beside it; `lines`: synonyms.jsonl too. False: a
// fault was reported.
bool add_own_texts(const fs::path& corpus, bool lines, std::vector<ThesaurusText>& texts, const ProblemSink& problems) {
  std::vector<fs::path> files = thesaurus_of(corpus, problems);
  std::error_code ignored;
  if (files.empty() && !fs::exists(corpus / "schema.json", ignored)) texts.push_back(bundled_text());
  for (const std::string_view name : synonym_names) {
    if ((lines || name != synonyms_name) && fs::exists(corpus / name, ignored)) files.push_back(corpus / name);
  }
  return add_files(files, texts, problems);
}

template <typename Words>
void keep_languages(std::map<std::string, Words, std::less<>>& words, const Schema& schema) {
  std::erase_if(words, [&](const auto& row) { return !schema.has_language(row.first); });
}

// Without labels in languages of which no word can be found, and without the records that the
// bundled thesaurus names: another corpus has others.
Thesaurus for_corpus(const Thesaurus& thesaurus, const Schema& schema) {
  Labels title = thesaurus.title();
  keep_languages(title, schema);
  std::vector<Concept> concepts(thesaurus.concepts().begin(), thesaurus.concepts().end());
  for (Concept& one : concepts) {
    for (Labels* texts : {&one.preferred, &one.definition, &one.scope_note}) keep_languages(*texts, schema);
    for (auto* labels : {&one.alternative, &one.hidden}) keep_languages(*labels, schema);
  }
  const auto statements = thesaurus.statements();
  std::vector<NamedDefinition> named(thesaurus.named_definitions().begin(), thesaurus.named_definitions().end());
  std::erase_if(named, [](const NamedDefinition& one) { return one.where.file == bundled_name; });
  return Thesaurus(thesaurus.iri(), std::move(title), std::move(concepts), {statements.begin(), statements.end()},
                   std::move(named));
}

}  // namespace

std::optional<ThesaurusFormat> thesaurus_format(const fs::path& file) {
  const std::string extension = file.extension().string();
  if (extension == ".ttl") return ThesaurusFormat::turtle;
  if (extension == ".jsonl") return ThesaurusFormat::lines;
  if (extension == ".jsonld" || extension == ".json") return ThesaurusFormat::jsonld;
  if (extension == ".rdf" || extension == ".xml") return ThesaurusFormat::rdfxml;
  if (extension == ".tbx") return ThesaurusFormat::tbx;
  return std::nullopt;
}

std::optional<Thesaurus> read_thesaurus(std::vector<ThesaurusText> texts, std::span<const std::string> languages,
                                        const ProblemSink& problems) {
  Triples triples;
  bool sound = true;
  for (ThesaurusText& text : texts) {
    sound = read_text(text, triples, problems) && sound;
    text.text = {};
  }
  // Half a file has links to nowhere only because its other half is missing.
  if (!sound) return std::nullopt;
  ThesaurusProblems found(triples);
  const ConceptDrafts drafts = draft_concepts(triples, found);
  check_thesaurus(drafts, languages, found);
  const bool faulty = found.faulty();
  found.hand_out(problems);
  return faulty ? std::nullopt : std::optional(build_thesaurus(drafts, triples));
}

std::optional<Thesaurus> read_thesaurus(std::span<const fs::path> files, std::span<const std::string> languages,
                                        const ProblemSink& problems) {
  std::vector<ThesaurusText> texts;
  if (!add_files(files, texts, problems)) return std::nullopt;
  return read_thesaurus(std::move(texts), languages, problems);
}

std::string write_thesaurus(const Thesaurus& thesaurus, ThesaurusFormat format, const ProblemSink& problems) {
  std::vector<std::string> left_out;
  std::string text;
  switch (format) {
    case ThesaurusFormat::lines: return write_thesaurus_lines(thesaurus);
    case ThesaurusFormat::turtle: return write_turtle(to_triples(thesaurus));
    case ThesaurusFormat::jsonld: return write_jsonld(to_triples(thesaurus));
    case ThesaurusFormat::rdfxml: text = write_rdfxml(to_triples(thesaurus), left_out); break;
    case ThesaurusFormat::tbx: text = write_tbx(thesaurus, left_out); break;
  }
  Findings findings("(output)");
  for (const std::string& predicate : left_out) {
    if (format == ThesaurusFormat::rdfxml)
      findings.warning({}, "no-xml-name", say("what <{}> says is left out: RDF/XML has no name for it", predicate),
                       say("write another format"));
    else
      findings.warning({}, "no-place", say("what <{}> says is left out: TBX has no place for it", predicate),
                       say("write another format"));
  }
  findings.hand_out({}, problems);
  return text;
}

std::optional<Thesaurus> corpus_thesaurus(const fs::path& corpus, const Schema& schema,
                                          std::span<const fs::path> further, const ProblemSink& problems) {
  std::vector<ThesaurusText> texts;
  if (!add_own_texts(corpus, true, texts, problems) || !add_files(further, texts, problems)) return std::nullopt;
  if (texts.empty()) return Thesaurus();
  const auto whole = read_thesaurus(std::move(texts), schema.languages(), problems);
  return whole ? std::optional(for_corpus(*whole, schema)) : std::nullopt;
}

std::optional<Thesaurus> check_synonyms(const fs::path& corpus, const Schema& schema, std::string lines,
                                        const ProblemSink& problems) {
  const auto sink = [&](Problem&& problem) {
    if (problem.severity == Severity::fault || problem.where.file == synonyms_name) problems(std::move(problem));
  };
  std::vector<ThesaurusText> texts;
  if (!add_own_texts(corpus, false, texts, sink)) return std::nullopt;
  texts.push_back({std::string(synonyms_name), ThesaurusFormat::lines, std::move(lines)});
  const auto whole = read_thesaurus(std::move(texts), schema.languages(), sink);
  return whole ? std::optional(for_corpus(*whole, schema)) : std::nullopt;
}

}  // namespace pramen::corpus
