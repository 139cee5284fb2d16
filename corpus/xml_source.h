// What the readers of XML share: a document out of a text, and where its nodes stand in it. By pugixml.
#pragma once

#include <algorithm>
#include <cstddef>
#include <pugixml.hpp>
#include <string_view>

#include "corpus/findings.h"
#include "corpus/places.h"

namespace pramen::corpus {

// False: it is no XML, and a fault by the rule was reported.
inline bool parse_xml(std::string_view text, unsigned options, std::string_view rule, pugi::xml_document& document,
                      Findings& findings) {
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
  if (result) return true;
  const auto offset = std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)), text.size());
  findings.fault(PlaceCounter(text).at_byte(offset), rule, verbatim(result.description()),
                 say("look for a tag or a quote that is not closed"));
  return false;
}

inline Place place_of(pugi::xml_node node, PlaceCounter& places) {
  const std::ptrdiff_t offset = node.offset_debug();
  if (offset < 0) return {};
  // Of an element pugixml tells where its name begins.
  return places.at_byte(static_cast<std::size_t>(offset) - (node.type() == pugi::node_element && offset > 0 ? 1 : 0));
}

}  // namespace pramen::corpus
