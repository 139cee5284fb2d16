// A thesaurus written in a test, and what reading it gives.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/thesaurus_files.h"

namespace pramen::corpus {

struct ReadThesaurus {
  std::optional<Thesaurus> thesaurus;
  std::vector<Problem> problems;

  // "line:column rule", those of warnings in brackets.
  std::vector<std::string> marks() const {
    std::vector<std::string> marks;
    for (const Problem& problem : problems) {
      const std::string mark =
          std::to_string(problem.where.line) + ":" + std::to_string(problem.where.column) + " " + problem.rule;
      marks.push_back(problem.severity == Severity::warning ? "(" + mark + ")" : mark);
    }
    return marks;
  }
  std::string words() const {
    std::string words;
    for (const Problem& problem : problems) words += to_text(problem) + "\n";
    return words;
  }
};

inline ReadThesaurus read_text(std::string text, ThesaurusFormat format, std::vector<std::string> languages = {"en"}) {
  ReadThesaurus read;
  std::vector<ThesaurusText> texts;
  texts.push_back({"t", format, std::move(text)});
  read.thesaurus = read_thesaurus(std::move(texts), languages,
                                  [&](Problem&& problem) { read.problems.push_back(std::move(problem)); });
  return read;
}

// In one line, so that `blocks` begin at line 2: the prefixes and a scheme.
inline constexpr std::string_view turtle_head =
    "@prefix : <https://example.org/c/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
    "@prefix dcterms: <http://purl.org/dc/terms/> . @prefix owl: <http://www.w3.org/2002/07/owl#> . "
    "@prefix pramen: <https://w3id.org/pramen/schema#> . <https://example.org/s> a skos:ConceptScheme .\n";

// Each block begins ":id "; it is made a concept of the scheme.
inline ReadThesaurus read_turtle_text(std::string_view blocks, std::vector<std::string> languages = {"en"}) {
  std::string text(turtle_head);
  for (std::size_t at = 0; at < blocks.size();) {
    const std::size_t end = std::min(blocks.find('\n', at), blocks.size() - 1) + 1;
    const std::string_view line = blocks.substr(at, end - at);
    const auto space = line.find(' ');
    if (line.front() == ':' && space != std::string_view::npos) {
      text += std::string(line.substr(0, space)) + " a skos:Concept ; skos:inScheme <https://example.org/s> ;" +
              std::string(line.substr(space));
    } else {
      text += line;
    }
    at = end;
  }
  return read_text(std::move(text), ThesaurusFormat::turtle, std::move(languages));
}

}  // namespace pramen::corpus
