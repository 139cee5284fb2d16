#include "corpus/jsonld_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "corpus/characters.h"
#include "corpus/json_nodes.h"
#include "corpus/jsonld_context.h"
#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-jsonld";

class JsonldReader {
 public:
  JsonldReader(Triples& triples, Findings& findings) : triples_(triples), findings_(findings) {}

  void read(const Node& root) {
    if (root.kind == NodeKind::list) {
      for (const Node& item : root.items) read_document(item);
    } else {
      read_document(root);
    }
  }

 private:
  void read_document(const Node& node) {
    if (node.kind != NodeKind::map) return fault(node.at, say("a node is an object {{...}}"));
    const Entry* context = node.find("@context");
    context_ = context ? JsonldContext::read(context->value, findings_) : JsonldContext();
    if (!findings_.faulty()) read_node(node, true);
  }

  std::string_view read_node(const Node& node, bool outermost = false);
  void read_entry(std::string_view subject, const Entry& entry, bool outermost);
  void read_types(std::string_view subject, const Node& value);
  void read_reverse(std::string_view subject, const Node& value);
  void read_values(std::string_view subject, const JsonldTerm& term, const Node& value);
  void read_languages(std::string_view subject, const JsonldTerm& term, const Node& value);
  void read_map(std::string_view subject, const JsonldTerm& term, const Node& value);
  void read_literal(std::string_view subject, const JsonldTerm& term, const Node& value, const Node& map);
  void read_list(std::string_view subject, const JsonldTerm& term, const Node& value);
  void read_scalar(std::string_view subject, const JsonldTerm& term, const Node& value);

  // The value whose key is or stands for the keyword.
  const Node* find(const Node& map, std::string_view keyword) const {
    const auto stands_for = [&](const Entry& entry) {
      return entry.key == keyword || context_.term(entry.key).iri == keyword;
    };
    const auto found = std::ranges::find_if(map.entries, stands_for);
    return found == map.entries.end() ? nullptr : &found->value;
  }

  std::string_view name(const std::string& iri) {
    return is_blank_node(iri) ? triples_.blank(std::string_view(iri).substr(2)) : triples_.name(iri);
  }
  std::string_view fresh() { return triples_.blank(fmt::format(".{}", ++blanks_)); }

  void add(std::string_view subject, std::string_view predicate, const Object& object, Place at) {
    if (full_ || triples_.add(subject, triples_.name(predicate), object, at)) return;
    full_ = true;
    findings_.fault(at, "too-large", too_many_statements());
  }
  void link(std::string_view subject, std::string_view predicate, std::string_view target, Place at) {
    add(subject, predicate, {is_blank_node(target) ? NodeType::blank : NodeType::iri, target, {}, {}}, at);
  }
  void literal(std::string_view subject, std::string_view predicate, std::string_view text, std::string_view language,
               std::string_view datatype, Place at) {
    add(subject, predicate,
        {NodeType::literal, triples_.text(text), triples_.language(language), triples_.name(datatype)}, at);
  }
  void fault(Place at, Sentence what, Sentence hint = {}) {
    findings_.fault(at, rule, std::move(what), std::move(hint));
  }

  Triples& triples_;
  Findings& findings_;
  JsonldContext context_;
  std::size_t blanks_ = 0;
  bool full_ = false;
};

std::string_view JsonldReader::read_node(const Node& node, bool outermost) {
  const Node* id = find(node, "@id");
  if (id && id->kind != NodeKind::string) fault(id->at, say("an @id is a text"));
  const std::string_view subject = id && id->kind == NodeKind::string ? name(context_.iri_of(id->text)) : fresh();
  for (const Entry& entry : node.entries) {
    if (!full_) read_entry(subject, entry, outermost);
  }
  return subject;
}

void JsonldReader::read_entry(std::string_view subject, const Entry& entry, bool outermost) {
  const JsonldTerm term = context_.term(entry.key);
  const Node& value = entry.value;
  if (term.iri == "@context") {
    if (!outermost)
      fault(entry.at, say("a context inside a node is not understood"), say("write it at the beginning of the file"));
  } else if (term.iri == "@type") {
    read_types(subject, value);
  } else if (term.iri == "@reverse") {
    read_reverse(subject, value);
  } else if (term.iri == "@graph") {
    const auto read_one = [&](const Node& one) {
      if (one.kind == NodeKind::map)
        read_node(one);
      else
        fault(one.at, say("a node is an object {{...}}"));
    };
    if (value.kind == NodeKind::list)
      std::ranges::for_each(value.items, read_one);
    else
      read_one(value);
  } else if (term.iri.starts_with('@')) {
    const bool passed = term.iri == "@id" || term.iri == "@index";
    if (!passed) fault(entry.at, say("{} is not understood here", in_quotes(entry.key)));
  } else if (term.iri.find(':') != std::string::npos) {
    read_values(subject, term, value);
  }  // else a key without meaning (JSON-LD API, 7.3)
}

void JsonldReader::read_types(std::string_view subject, const Node& value) {
  if (value.kind == NodeKind::list) {
    for (const Node& item : value.items) read_types(subject, item);
  } else if (value.kind == NodeKind::string) {
    link(subject, rdf::type, name(context_.iri_of_word(value.text)), value.at);
  } else {
    fault(value.at, say("a @type is a text or a list of texts"));
  }
}

void JsonldReader::read_reverse(std::string_view subject, const Node& value) {
  for (const Entry& entry : value.entries) {
    const std::string predicate = context_.term(entry.key).iri;
    const auto read_one = [&](const Node& one) {
      if (one.kind == NodeKind::map)
        link(read_node(one), predicate, subject, one.at);
      else if (one.kind == NodeKind::string)
        link(name(context_.iri_of(one.text)), predicate, subject, one.at);
      else
        fault(one.at, say("a reverse property leads to nodes"));
    };
    if (entry.value.kind == NodeKind::list)
      std::ranges::for_each(entry.value.items, read_one);
    else
      read_one(entry.value);
  }
}

void JsonldReader::read_values(std::string_view subject, const JsonldTerm& term, const Node& value) {
  switch (value.kind) {
    case NodeKind::null: break;
    case NodeKind::list:
      if (term.container == "@list") return read_list(subject, term, value);
      for (const Node& item : value.items) read_values(subject, term, item);
      break;
    case NodeKind::map:
      if (term.container == "@language") return read_languages(subject, term, value);
      read_map(subject, term, value);
      break;
    default: read_scalar(subject, term, value);
  }
}

void JsonldReader::read_languages(std::string_view subject, const JsonldTerm& term, const Node& value) {
  for (const Entry& entry : value.entries) {
    const std::string_view language = entry.key == "@none" ? std::string_view() : std::string_view(entry.key);
    const auto read_one = [&](const Node& one) {
      if (one.kind == NodeKind::string)
        literal(subject, term.iri, one.text, language, {}, one.at);
      else if (!one.is_null())
        fault(one.at, say("a language leads to texts"));
    };
    if (entry.value.kind == NodeKind::list)
      std::ranges::for_each(entry.value.items, read_one);
    else
      read_one(entry.value);
  }
}

void JsonldReader::read_map(std::string_view subject, const JsonldTerm& term, const Node& value) {
  if (const Node* text = find(value, "@value")) return read_literal(subject, term, *text, value);
  if (const Node* list = find(value, "@list")) return read_list(subject, term, *list);
  if (const Node* set = find(value, "@set")) return read_values(subject, term, *set);
  if (term.container == "@index") {
    JsonldTerm plain = term;
    plain.container.clear();
    for (const Entry& entry : value.entries) read_values(subject, plain, entry.value);
    return;
  }
  if (!term.container.empty() && term.container != "@set" && term.container != "@list") {
    return fault(value.at, say("the container {} is not understood", in_quotes(term.container)));
  }
  link(subject, term.iri, read_node(value), value.at);
}

void JsonldReader::read_literal(std::string_view subject, const JsonldTerm& term, const Node& value, const Node& map) {
  const Node* language = find(map, "@language");
  const Node* type = find(map, "@type");
  JsonldTerm own{.iri = term.iri, .type = {}, .container = {}, .language = language ? language->text : std::string()};
  if (type && type->kind == NodeKind::string) own.type = context_.iri_of_word(type->text);
  if (value.kind == NodeKind::list || value.kind == NodeKind::map)
    return fault(value.at, say("a @value is one text or number"));
  if (!value.is_null()) read_scalar(subject, own, value);
}

void JsonldReader::read_list(std::string_view subject, const JsonldTerm& term, const Node& value) {
  JsonldTerm item_term = term;
  item_term.container.clear();
  item_term.iri = rdf::first;
  std::string_view from = subject;
  std::string predicate = term.iri;
  const auto append = [&](const Node& item) {
    const std::string_view cell = fresh();
    link(from, predicate, cell, item.at);
    if (item.kind == NodeKind::list)
      fault(item.at, say("a list within a list is not understood"));
    else
      read_values(cell, item_term, item);
    from = cell;
    predicate = rdf::rest;
  };
  if (value.kind == NodeKind::list)
    std::ranges::for_each(value.items, append);
  else
    append(value);
  link(from, predicate, triples_.name(rdf::nil), value.at);
}

// One that is larger than any integer of the machine.
bool is_integer(std::string_view number) { return number.find_first_not_of("-0123456789") == std::string_view::npos; }

// As JSON-LD writes numbers of XML Schema: 3.5E0 (JSON-LD 1.1 Processing Algorithms, 8.6).
std::string canonical_double(double number) {
  std::string text = fmt::format("{:.15E}", number);
  const std::size_t e = text.find('E');
  const std::string digits = text.substr(0, e);
  const std::size_t last = std::max(digits.find_last_not_of('0'), digits.find('.') + 1);
  return fmt::format("{}E{}", digits.substr(0, last + 1), std::stoi(text.substr(e + 1)));
}

void JsonldReader::read_scalar(std::string_view subject, const JsonldTerm& term, const Node& value) {
  const auto typed = [&](std::string_view text, std::string_view datatype) {
    const bool own = !term.type.empty() && !term.type.starts_with('@');
    literal(subject, term.iri, text, {}, own ? std::string_view(term.type) : datatype, value.at);
  };
  switch (value.kind) {
    case NodeKind::boolean: return typed(value.text, xsd::boolean);
    case NodeKind::integer: return typed(fmt::format("{}", value.integer), xsd::integer);
    case NodeKind::real:
      if (is_integer(value.text)) return typed(value.text, xsd::integer);
      return typed(canonical_double(value.real), xsd::number);
    default: break;
  }
  if (term.type == "@id" || term.type == "@vocab") {
    const std::string iri = term.type == "@id" ? context_.iri_of(value.text) : context_.iri_of_word(value.text);
    link(subject, term.iri, name(iri), value.at);
  } else if (!term.type.empty()) {
    typed(value.text, {});
  } else {
    literal(subject, term.iri, value.text, term.language.value_or(context_.language()), {}, value.at);
  }
}

}  // namespace

void read_jsonld(std::string_view text, Triples& triples, Findings& findings) {
  const Parsed parsed = parse_json(text, {}, findings);
  if (parsed.whole && !findings.faulty()) JsonldReader(triples, findings).read(parsed.node);
}

}  // namespace pramen::corpus
