// The concepts of a record, and where its texts name them. Read from what was recognised when the generation was built
// (indexer/concepts.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/record.h"

namespace pramen::query {

struct Generation;

inline constexpr std::size_t most_concepts_of_record = 8;

struct RecordConcept {
  std::string id, label;
  std::uint32_t frequency = 0;  // how much the record says of it
};

// What the texts of a record name, most first; no more than `most_concepts_of_record`.
std::vector<RecordConcept> concepts_of(const Generation& generation, std::uint32_t row, std::string_view lang);

// A place of a record's texts that names a concept.
struct NamedPlace {
  std::string_view lang, field;      // title, alternative, summary or body
  std::uint32_t number = 0;          // of alternative names: which
  std::uint32_t begin = 0, end = 0;  // bytes of the field as PlainText has it
  bool ambiguous = false;            // the words stand for another concept, too
};

struct PlacedConcept {
  RecordConcept named;             // frequency 0: only by words that are ambiguous
  std::vector<NamedPlace> places;  // in the order of the texts; none where only the record's facts have the concept
};

// A text as its words were read: the body without its Markdown.
struct PlainText {
  std::string lang, title;
  std::vector<std::string> alternative;
  std::string summary, body;
};

struct ConceptPlaces {
  std::string id;
  std::vector<PlainText> texts;
  std::vector<PlacedConcept> concepts;  // most first, all of them
  std::uint64_t generation = 0;
};

// `generation` is left to the caller.
ConceptPlaces concept_places(const Generation& generation, std::uint32_t row, std::string_view lang);
std::string to_json(const ConceptPlaces& places);

}  // namespace pramen::query
