#include "corpus/sound_triples.h"

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/iri.h"

namespace pramen::corpus {
namespace {

// Of BCP 47 no more than its letters; digits stand behind the language only, which Turtle cannot write otherwise.
bool is_language(std::string_view tag) {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return tag.size() <= 35 && letter(tag.front()) && std::ranges::all_of(tag.substr(0, tag.find('-')), letter) &&
         tag.back() != '-' && tag.find("--") == std::string_view::npos &&
         std::ranges::all_of(tag, [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

bool is_sound(const Triple& triple, ThesaurusProblems& problems) {
  const auto iri = [&](std::string_view name) {
    if (is_absolute_iri(name)) return true;
    problems.fault(triple.at, "bad-iri", say("{} is no absolute IRI", in_quotes(name)),
                   say("write it whole, https://..., or say what it is relative to (@base)"));
    return false;
  };
  const Object& object = triple.object;
  if (!is_blank_node(triple.subject) && !iri(triple.subject)) return false;
  if (!iri(triple.predicate)) return false;
  if (object.type != NodeType::literal) return object.type == NodeType::blank || iri(object.text);
  if (!object.datatype.empty() && !iri(object.datatype)) return false;
  if (!object.language.empty() && !is_language(object.language)) {
    problems.fault(triple.at, "bad-language", say("{} is no language", in_quotes(object.language)),
                   say("languages are written as sk or en-gb"));
    return false;
  }
  if (const auto bad = first_invalid_utf8(triple.object.text); bad != std::string_view::npos) {
    problems.fault(triple.at, "invalid-utf8", say("an escape stands for no character"),
                   say("write the character itself"));
    return false;
  }
  if (first_control(triple.object.text) == std::string_view::npos) return true;
  problems.fault(triple.at, "control-character", say("the text holds a control character"), say("delete it"));
  return false;
}

}  // namespace pramen::corpus
