// The parts of an Office file (ECMA-376: XML in a zip archive), unpacked under a limit. Elements are found by their
// local names: prefixes differ from program to program. pugixml follows no entity of a document type, so that a text
// never grows while it is read.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "corpus/sentence.h"

struct zip;

namespace pramen::corpus {

class OfficeParts {
 public:
  // `most_bytes`: what a part may unpack to.
  OfficeParts(const std::filesystem::path& file, std::size_t most_bytes);
  bool opened() const { return archive_ != nullptr; }
  // False with the reason in `why`. An absent part leaves the document empty if it `may_miss`.
  bool read(const std::string& name, pugi::xml_document& document, Sentence& why, bool may_miss = false) const;

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  std::unique_ptr<zip, Close> archive_;
  std::size_t most_bytes_;
};

std::string_view local_name(const pugi::xml_node& node);
pugi::xml_node child(const pugi::xml_node& parent, std::string_view name);
// The value of an attribute, by its local name; empty where there is none.
std::string_view attribute(const pugi::xml_node& node, std::string_view name);

}  // namespace pramen::corpus
