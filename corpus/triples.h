// Statements of RDF, as every format gives them: subject, predicate, object, and where the object
// stands. Texts live in one pool, names once each, so that a million labels take some 100 bytes
// each beside their letters. One thread.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "corpus/places.h"
#include "corpus/problem.h"
#include "corpus/sentence.h"
#include "corpus/statement.h"

namespace pramen::corpus {

// A file of 64 MB could hold four times as many of the shortest.
inline constexpr std::size_t max_statements = 4'000'000;
// Of all texts: prefixes and bases make long IRIs of few letters.
inline constexpr std::size_t max_pool_bytes = std::size_t{256} << 20;

struct Object {
  NodeType type = NodeType::iri;
  std::string_view text;      // the IRI, the blank node's name ("_:b1") or the literal
  std::string_view language;  // of a literal; in lower case
  std::string_view datatype;  // of a literal: IRI; empty for plain text
};

// A place in one of several files.
struct FilePlace {
  std::uint32_t file = 0;
  Place place;
};

struct Triple {
  std::string_view subject;    // an IRI or "_:..."
  std::string_view predicate;  // an IRI
  Object object;
  FilePlace at;
};

class Triples {
 public:
  // What is added from now on stands in this file; its blank nodes are others than those of the files before.
  void enter(std::string file) { files_.push_back(std::move(file)); }
  const std::string& file(std::uint32_t index) const { return files_[index]; }
  Position position(const FilePlace& at) const { return {files_[at.file], at.place.line, at.place.column}; }

  // The same text kept here; names are kept once, so that equal ones have equal addresses.
  std::string_view name(std::string_view text);
  std::string_view text(std::string_view text);
  std::string_view blank(std::string_view name);
  std::string_view language(std::string_view tag);  // in lower case, as tags are compared

  // The views must have come from this pool. False, and not added: there is too much already.
  bool add(std::string_view subject, std::string_view predicate, const Object& object, Place at);

  const std::vector<Triple>& all() const { return all_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::vector<std::string> files_;
  std::unordered_set<std::string, Hash, std::equal_to<>> names_;
  std::deque<std::string> texts_;
  std::vector<Triple> all_;
  std::size_t bytes_ = 0;  // of names_ and texts_
};

// "there are more than ...", where add() said no.
Sentence too_many_statements();

inline bool is_blank_node(std::string_view subject) { return subject.starts_with("_:"); }

}  // namespace pramen::corpus
