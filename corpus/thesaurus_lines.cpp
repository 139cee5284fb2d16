#include "corpus/thesaurus_lines.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "corpus/characters.h"
#include "corpus/json_nodes.h"
#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view rule = "broken-jsonl";
constexpr std::string_view concept_space = "https://w3id.org/pramen/concept/";  // of concepts without an IRI

enum class Shape { texts, links, iris, names };

struct Member {
  std::string_view name;
  Property property;
  Shape shape;
};

constexpr Member members[] = {
    {"pref", Property::preferred, Shape::texts},          {"alt", Property::alternative, Shape::texts},
    {"hidden", Property::hidden, Shape::texts},           {"definition", Property::definition, Shape::texts},
    {"scope_note", Property::scope_note, Shape::texts},   {"broader", Property::broader, Shape::links},
    {"narrower", Property::narrower, Shape::links},       {"related", Property::related, Shape::links},
    {"exact_match", Property::exact_match, Shape::iris},  {"definitions", Property::record, Shape::names},
    {"replaced_by", Property::replaced_by, Shape::links},
};

class LinesReader {
 public:
  LinesReader(Triples& triples, Findings& findings) : triples_(triples), findings_(findings) {
    for (const Triple& triple : triples.all()) {
      if (triple.predicate == rdf::type && triple.object.text == skos::concept_class)
        known_.emplace(local_name(triple.subject), triple.subject);
    }
  }

  void read(std::string_view text) {
    for (Place at; !text.empty() && !findings_.faulty(); ++at.line) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(line.size() + 1, text.size()));
      if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      Parsed parsed = parse_json(line, at, findings_);
      if (parsed.whole && parsed.node.kind != NodeKind::map)
        findings_.fault(parsed.node.at, rule, say("a line is an object {{...}}"));
      if (!findings_.faulty()) enter(std::move(parsed.node));
    }
    if (findings_.faulty()) return;
    if (!scheme_.empty()) link(scheme_, rdf::type, skos::scheme_class, {});
    for (const Node& node : nodes_) read_line(node);
  }

 private:
  // Links name concepts of lines further down: their IRIs must be known before.
  void enter(Node node) {
    if (const Entry* scheme = node.find("scheme")) scheme_ = scheme->value.text;
    if (const Entry* id = node.find("id")) {
      const Entry* iri = node.find("iri");
      // One that names itself is a concept of its own.
      const bool adds = node.find("pref") == nullptr;
      iris_.emplace(id->value.text, iri    ? iri->value.text
                                    : adds ? iri_of_other(id->value.text)
                                           : std::string(concept_space) + id->value.text);
    }
    nodes_.push_back(std::move(node));
  }

  // Of a concept that stands elsewhere: in the files before this one, where they have it.
  std::string iri_of_other(const std::string& id) const {
    const auto known = known_.find(id);
    return known == known_.end() ? std::string(concept_space) + id : known->second;
  }

  void read_line(const Node& node);
  void read_concept(const Node& node, const std::string& iri);
  void read_member(const std::string& iri, const Member& member, const Entry& entry);
  void read_texts(const std::string& subject, Property property, const Node& value);
  void read_statement(const Node& node);
  bool read_flag(const std::string& iri, const Entry& entry);

  template <typename Read>
  void each(const Node& value, Read read) {
    const auto text = [&](const Node& one) {
      if (one.kind == NodeKind::string)
        read(one);
      else if (!one.is_null())
        findings_.fault(one.at, rule, say("a text is expected here, not {}", kind_in_words(one.kind)));
    };
    if (value.kind == NodeKind::list)
      std::ranges::for_each(value.items, text);
    else
      text(value);
  }

  std::string_view name(std::string_view iri) {
    return is_blank_node(iri) ? triples_.blank(iri.substr(2)) : triples_.name(iri);
  }
  void add(std::string_view subject, std::string_view predicate, const Object& object, Place at) {
    if (triples_.add(name(subject), triples_.name(predicate), object, at) || findings_.faulty()) return;
    findings_.fault(at, "too-large", too_many_statements());
  }
  void link(std::string_view subject, std::string_view predicate, std::string_view target, Place at) {
    add(subject, predicate, {is_blank_node(target) ? NodeType::blank : NodeType::iri, name(target), {}, {}}, at);
  }
  void literal(std::string_view subject, std::string_view predicate, std::string_view text, std::string_view language,
               std::string_view datatype, Place at) {
    add(subject, predicate,
        {NodeType::literal, triples_.text(text), triples_.language(language), triples_.name(datatype)}, at);
  }

  Triples& triples_;
  Findings& findings_;
  std::string scheme_;
  std::vector<Node> nodes_;
  std::map<std::string, std::string, std::less<>> iris_;   // by id
  std::map<std::string, std::string, std::less<>> known_;  // IRIs by id, of files before this one
  std::set<std::string, std::less<>> unknown_;             // members that were warned of
};

void LinesReader::read_line(const Node& node) {
  if (const Entry* id = node.find("id")) {
    read_concept(node, iris_.at(id->value.text));
  } else if (node.find("subject")) {
    read_statement(node);
  } else if (const Entry* title = node.find("title"); node.find("scheme")) {
    if (title) read_texts(scheme_, Property::title, title->value);
  } else {
    findings_.fault(node.at, rule, say("the line is of no concept"), say("give it an \"id\""));
  }
}

void LinesReader::read_concept(const Node& node, const std::string& iri) {
  const Place at = node.find("id")->value.at;
  link(iri, rdf::type, skos::concept_class, at);
  if (!scheme_.empty()) link(iri, iri_of(Property::in_scheme), scheme_, at);
  for (const Entry& entry : node.entries) {
    const auto member = std::ranges::find(members, std::string_view(entry.key), &Member::name);
    if (member != std::end(members)) {
      read_member(iri, *member, entry);
    } else if (!read_flag(iri, entry) && entry.key != "id" && entry.key != "iri" && unknown_.insert(entry.key).second) {
      findings_.warning(entry.at, "unknown-field",
                        say("{} says nothing of a concept and is not read", in_quotes(entry.key)));
    }
  }
}

bool LinesReader::read_flag(const std::string& iri, const Entry& entry) {
  if (entry.key != "top" && entry.key != "deprecated") return false;
  if (entry.value.kind != NodeKind::boolean) {
    findings_.fault(entry.value.at, rule, say("{} is true or false", in_quotes(entry.key)));
  } else if (entry.value.text == "true" && entry.key == "deprecated") {
    literal(iri, iri_of(Property::deprecated), "true", {}, xsd::boolean, entry.value.at);
  } else if (entry.value.text == "true" && !scheme_.empty()) {
    link(iri, iri_of(Property::top_concept_of), scheme_, entry.value.at);
  }
  return true;
}

void LinesReader::read_member(const std::string& iri, const Member& member, const Entry& entry) {
  const std::string_view predicate = iri_of(member.property);
  switch (member.shape) {
    case Shape::texts: return read_texts(iri, member.property, entry.value);
    case Shape::names:
      return each(entry.value, [&](const Node& one) { literal(iri, predicate, one.text, {}, {}, one.at); });
    case Shape::iris: return each(entry.value, [&](const Node& one) { link(iri, predicate, one.text, one.at); });
    case Shape::links:
      each(entry.value, [&](const Node& one) {
        const auto target = iris_.find(one.text);
        link(iri, predicate, target == iris_.end() ? iri_of_other(one.text) : target->second, one.at);
      });
  }
}

void LinesReader::read_texts(const std::string& subject, Property property, const Node& value) {
  if (value.kind != NodeKind::map)
    findings_.fault(value.at, rule, say("texts stand by their language: {{\"en\": ...}}"));
  for (const Entry& entry : value.entries) {
    each(entry.value, [&](const Node& one) { literal(subject, iri_of(property), one.text, entry.key, {}, one.at); });
  }
}

void LinesReader::read_statement(const Node& node) {
  const auto text = [&](std::string_view key) {
    const Entry* entry = node.find(key);
    return entry ? std::string_view(entry->value.text) : std::string_view();
  };
  if (const Entry* object = node.find("object")) {
    link(text("subject"), text("predicate"), object->value.text, object->value.at);
  } else if (const Entry* words = node.find("text")) {
    literal(text("subject"), text("predicate"), words->value.text, text("language"), text("datatype"), words->value.at);
  } else {
    findings_.fault(node.at, rule, say("a statement has an \"object\" or a \"text\""));
  }
}

Json concept_line(const Concept& one, bool has_scheme) {
  Json line = {{"id", one.id}};
  if (one.iri != std::string(concept_space) + one.id) line["iri"] = one.iri;
  line["pref"] = Json(one.preferred);
  line["alt"] = Json(one.alternative);
  const auto add = [&](const char* member, const auto& value) {
    if (!value.empty()) line[member] = value;
  };
  add("hidden", one.hidden);
  add("definition", one.definition);
  add("scope_note", one.scope_note);
  line["broader"] = one.broader;
  line["narrower"] = one.narrower;
  line["related"] = one.related;
  add("exact_match", one.exact_match);
  add("definitions", one.definitions);
  if (one.broader.empty() && has_scheme) line["top"] = true;
  if (one.deprecated) line["deprecated"] = true;
  add("replaced_by", one.replaced_by);
  return line;
}

Json statement_line(const Statement& statement) {
  Json line = {{"subject", statement.subject}, {"predicate", statement.predicate}};
  line[statement.type == NodeType::literal ? "text" : "object"] = statement.object;
  if (!statement.language.empty()) line["language"] = statement.language;
  if (!statement.datatype.empty()) line["datatype"] = statement.datatype;
  return line;
}

}  // namespace

void read_thesaurus_lines(std::string_view text, Triples& triples, Findings& findings) {
  LinesReader(triples, findings).read(text);
}

std::string write_thesaurus_lines(const Thesaurus& thesaurus) {
  std::string out;
  if (!thesaurus.iri().empty()) out += Json({{"scheme", thesaurus.iri()}, {"title", thesaurus.title()}}).dump() + "\n";
  for (const Concept& one : thesaurus.concepts()) out += concept_line(one, !thesaurus.iri().empty()).dump() + "\n";
  for (const Statement& statement : thesaurus.statements()) out += statement_line(statement).dump() + "\n";
  return out;
}

}  // namespace pramen::corpus
