// What the keys of a JSON-LD document stand for (JSON-LD 1.0, 6 and 8). Immutable after reading;
// points into nothing.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/findings.h"
#include "corpus/node.h"

namespace pramen::corpus {

struct JsonldTerm {
  std::string iri;        // or a keyword, "@id"; empty: not a property
  std::string type;       // "@id", "@vocab" or a datatype; may be empty
  std::string container;  // "@language", "@list", "@set", "@index"; may be empty
  std::optional<std::string> language;
};

class JsonldContext {
 public:
  // Faults go to `findings`.
  static JsonldContext read(const Node& node, Findings& findings);

  // The key's own definition, or one made of the key alone.
  JsonldTerm term(std::string_view key) const;
  std::string iri_of(std::string_view name) const;       // of @id: relative to @base
  std::string iri_of_word(std::string_view name) const;  // of @type and keys: by terms and @vocab; may be empty
  const std::string& language() const { return language_; }

 private:
  void add(const Node& node, Findings& findings);
  void define(const Entry& entry, Findings& findings);
  std::string expanded(std::string_view name, int depth) const;

  struct Definition {
    std::string id;  // as written
    JsonldTerm term;
  };
  std::map<std::string, Definition, std::less<>> definitions_;
  std::string base_, vocabulary_, language_;
};

}  // namespace pramen::corpus
