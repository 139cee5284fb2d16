// pugixml knows no namespaces: a scope holds what the elements around declare.
#include "corpus/rdfxml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "corpus/characters.h"
#include "corpus/iri.h"
#include "corpus/skos.h"
#include "corpus/xml_source.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-rdfxml";

std::string rdf_name(std::string_view local) { return std::string(rdf::space) + std::string(local); }

// What holds for an element: its language, its base and the prefixes in sight.
struct Scope {
  std::string language, base;
  std::size_t prefixes = 0;  // so many of the reader's
};

class RdfxmlReader {
 public:
  RdfxmlReader(std::string_view text, Triples& triples, Findings& findings)
      : places_(text), triples_(triples), findings_(findings) {}

  void read(const pugi::xml_document& document) {
    for (const pugi::xml_node node : document.children()) {
      if (node.type() == pugi::node_doctype) {
        return fault(node, say("a document type is not read, for its entities may mean anything"),
                     say("delete <!DOCTYPE ...> and write the names out"));
      }
    }
    const pugi::xml_node root = document.document_element();
    const Scope scope = inside(root, {});
    if (name_of(root, scope) != rdf_name("RDF")) {
      read_node(root, {}, 0);  // a document may be one node (7.2.9)
    } else {
      read_nodes(root, scope, 0);
    }
  }

 private:
  void read_nodes(pugi::xml_node parent, const Scope& scope, std::size_t depth) {
    for (const pugi::xml_node node : parent.children()) {
      if (node.type() == pugi::node_element && !findings_.faulty()) read_node(node, scope, depth);
    }
  }
  std::string_view read_node(pugi::xml_node node, const Scope& outer, std::size_t depth);
  void read_properties(pugi::xml_node node, std::string_view subject, const Scope& scope, std::size_t depth);
  void read_property(pugi::xml_node node, std::string_view subject, std::string_view predicate, const Scope& outer,
                     std::size_t depth);
  void read_collection(pugi::xml_node node, std::string_view subject, std::string_view predicate, const Scope& scope,
                       std::size_t depth);
  void read_text(pugi::xml_node node, std::string_view subject, std::string_view predicate, const Scope& scope);
  void read_attributes(pugi::xml_node node, std::string_view subject, const Scope& scope);
  std::string_view subject_of(pugi::xml_node node, const Scope& scope);

  Scope inside(pugi::xml_node node, Scope scope);
  std::string expanded(std::string_view qualified, bool is_attribute, const Scope& scope, pugi::xml_node at);
  std::string name_of(pugi::xml_node node, const Scope& scope) { return expanded(node.name(), false, scope, node); }
  // The attribute of the rdf: namespace; null if it is not there.
  const char* rdf_attribute(pugi::xml_node node, std::string_view local, const Scope& scope) {
    for (const pugi::xml_attribute attribute : node.attributes()) {
      const std::string_view name(attribute.name());
      if (name.ends_with(local) && expanded(name, true, scope, node) == rdf_name(local)) return attribute.value();
    }
    return nullptr;
  }

  Place place(pugi::xml_node node) { return place_of(node, places_); }
  void fault(pugi::xml_node node, Sentence what, Sentence hint = {}) {
    findings_.fault(place(node), rule, std::move(what), std::move(hint));
  }
  std::string_view fresh() { return triples_.blank(fmt::format(".{}", ++blanks_)); }
  void add(std::string_view subject, std::string_view predicate, const Object& object, pugi::xml_node at) {
    if (triples_.add(subject, triples_.name(predicate), object, place(at)) || findings_.faulty()) return;
    findings_.fault(place(at), "too-large", too_many_statements());
  }
  void link(std::string_view subject, std::string_view predicate, std::string_view target, pugi::xml_node at) {
    add(subject, predicate, {is_blank_node(target) ? NodeType::blank : NodeType::iri, target, {}, {}}, at);
  }

  PlaceCounter places_;
  Triples& triples_;
  Findings& findings_;
  std::vector<std::pair<std::string, std::string>> prefixes_;  // those of inner elements last
  std::size_t blanks_ = 0;
};

// The scope within the node; prefixes of its finished siblings are forgotten.
Scope RdfxmlReader::inside(pugi::xml_node node, Scope scope) {
  prefixes_.resize(scope.prefixes);
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string_view name(attribute.name());
    if (name == "xml:lang") scope.language = attribute.value();
    if (name == "xml:base") scope.base = resolved(attribute.value(), scope.base);
    if (name == "xmlns") prefixes_.emplace_back("", attribute.value());
    if (name.starts_with("xmlns:")) prefixes_.emplace_back(name.substr(6), attribute.value());
    const bool names = name.starts_with("xmlns") || name == "xml:base";
    if (names && std::string_view(attribute.value()).size() > max_iri_bytes) {
      fault(node, say("the IRI is longer than {} bytes", max_iri_bytes));
    }
  }
  if (prefixes_.size() > max_xml_prefixes) fault(node, say("there are more than {} prefixes", max_xml_prefixes));
  scope.prefixes = prefixes_.size();
  return scope;
}

std::string RdfxmlReader::expanded(std::string_view qualified, bool is_attribute, const Scope& scope,
                                   pugi::xml_node at) {
  const auto colon = qualified.find(':');
  const std::string_view prefix = colon == std::string_view::npos ? std::string_view() : qualified.substr(0, colon);
  const std::string_view local = colon == std::string_view::npos ? qualified : qualified.substr(colon + 1);
  if (is_attribute && prefix.empty()) return std::string(local);  // attributes have no default namespace
  if (prefix == "xml" || prefix == "xmlns") return std::string(qualified);
  for (std::size_t i = scope.prefixes; i-- > 0;) {
    if (prefixes_[i].first == prefix) return prefixes_[i].second + std::string(local);
  }
  fault(at, say("the prefix of {} is not declared", in_quotes(qualified)), say("add xmlns:... to rdf:RDF"));
  return {};
}

std::string_view RdfxmlReader::subject_of(pugi::xml_node node, const Scope& scope) {
  if (const char* about = rdf_attribute(node, "about", scope)) return triples_.name(resolved(about, scope.base));
  if (const char* id = rdf_attribute(node, "ID", scope)) {
    return triples_.name(resolved("#" + std::string(id), scope.base));
  }
  if (const char* id = rdf_attribute(node, "nodeID", scope)) return triples_.blank(id);
  return fresh();
}

std::string_view RdfxmlReader::read_node(pugi::xml_node node, const Scope& outer, std::size_t depth) {
  const Scope scope = inside(node, outer);
  if (depth > max_xml_depth) fault(node, say("elements are nested more than {} deep", max_xml_depth));
  if (findings_.faulty()) return {};
  const std::string_view subject = subject_of(node, scope);
  const std::string type = name_of(node, scope);
  if (type != rdf_name("Description")) link(subject, rdf::type, triples_.name(type), node);
  read_attributes(node, subject, scope);
  read_properties(node, subject, scope, depth);
  return subject;
}

// Attributes that are properties with a short text.
void RdfxmlReader::read_attributes(pugi::xml_node node, std::string_view subject, const Scope& scope) {
  for (const pugi::xml_attribute attribute : node.attributes()) {
    const std::string name = expanded(attribute.name(), true, scope, node);
    if (name == rdf::type) {
      link(subject, rdf::type, triples_.name(resolved(attribute.value(), scope.base)), node);
    } else if (name.find(':') != std::string::npos && !name.starts_with("xml") && !name.starts_with(rdf::space)) {
      add(subject, name, {NodeType::literal, triples_.text(attribute.value()), triples_.language(scope.language), {}},
          node);
    }
  }
}

void RdfxmlReader::read_properties(pugi::xml_node node, std::string_view subject, const Scope& scope,
                                   std::size_t depth) {
  std::size_t members = 0;
  for (const pugi::xml_node child : node.children()) {
    if (findings_.faulty()) return;
    if (child.type() == pugi::node_element) {
      const Scope inner = inside(child, scope);
      std::string predicate = name_of(child, inner);
      if (predicate == rdf_name("li")) predicate = rdf_name(fmt::format("_{}", ++members));
      read_property(child, subject, predicate, inner, depth + 1);
    } else if (!is_blank(child.value()) && child.type() != pugi::node_comment) {
      fault(child, say("text stands where a property must stand"), say("put it into an element such as <skos:note>"));
    }
  }
}

void RdfxmlReader::read_property(pugi::xml_node node, std::string_view subject, std::string_view predicate,
                                 const Scope& scope, std::size_t depth) {
  const char* shape = rdf_attribute(node, "parseType", scope);
  const char* resource = rdf_attribute(node, "resource", scope);
  const char* blank = rdf_attribute(node, "nodeID", scope);
  const auto children = node.children();
  const auto inner = std::ranges::find(children, pugi::node_element, &pugi::xml_node::type);
  if (shape && std::string_view(shape) == "Resource") {
    const std::string_view object = fresh();
    link(subject, predicate, object, node);
    if (depth > max_xml_depth) return fault(node, say("elements are nested more than {} deep", max_xml_depth));
    read_properties(node, object, scope, depth);
  } else if (shape && std::string_view(shape) == "Collection") {
    read_collection(node, subject, predicate, scope, depth);
  } else if (shape) {
    std::ostringstream xml;
    for (const pugi::xml_node child : node.children()) child.print(xml, "", pugi::format_raw);
    add(subject, predicate, {NodeType::literal, triples_.text(xml.str()), {}, rdf::xml_literal}, node);
  } else if (resource || blank) {
    const std::string_view object = resource ? triples_.name(resolved(resource, scope.base)) : triples_.blank(blank);
    link(subject, predicate, object, node);
    read_attributes(node, object, scope);
  } else if (inner != children.end()) {
    link(subject, predicate, read_node(*inner, scope, depth), node);
  } else {
    read_text(node, subject, predicate, scope);
  }
}

void RdfxmlReader::read_collection(pugi::xml_node node, std::string_view subject, std::string_view predicate,
                                   const Scope& scope, std::size_t depth) {
  std::string_view from = subject;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_element || findings_.faulty()) continue;
    const std::string_view cell = fresh();
    link(from, from == subject ? predicate : rdf::rest, cell, child);
    link(cell, rdf::first, read_node(child, scope, depth), child);
    from = cell;
  }
  link(from, from == subject ? predicate : rdf::rest, triples_.name(rdf::nil), node);
}

void RdfxmlReader::read_text(pugi::xml_node node, std::string_view subject, std::string_view predicate,
                             const Scope& scope) {
  std::string text;
  pugi::xml_node at = node;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata) continue;
    if (text.empty()) at = child;
    text += child.value();
  }
  Object literal{NodeType::literal, triples_.text(text), {}, {}};
  if (const char* datatype = rdf_attribute(node, "datatype", scope)) {
    literal.datatype = triples_.name(resolved(datatype, scope.base));
  } else {
    literal.language = triples_.language(scope.language);
  }
  add(subject, predicate, literal, at);
}

}  // namespace

void read_rdfxml(std::string_view text, Triples& triples, Findings& findings) {
  pugi::xml_document document;
  constexpr unsigned options = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata_single;
  if (parse_xml(text, options, rule, document, findings)) RdfxmlReader(text, triples, findings).read(document);
}

}  // namespace pramen::corpus
