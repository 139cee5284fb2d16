#include "corpus/jsonld_context.h"

#include <algorithm>

#include "corpus/characters.h"
#include "corpus/iri.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-jsonld";
constexpr int deepest = 8;  // a term made of a term made of a term ...

std::string text_of(const Node& map, std::string_view key) {
  const Entry* entry = map.find(key);
  return entry && entry->value.kind == NodeKind::string ? entry->value.text : std::string();
}

}  // namespace

JsonldContext JsonldContext::read(const Node& node, Findings& findings) {
  JsonldContext context;
  context.add(node, findings);
  return context;
}

void JsonldContext::add(const Node& node, Findings& findings) {
  switch (node.kind) {
    case NodeKind::null: *this = {}; break;
    case NodeKind::list:
      for (const Node& item : node.items) add(item, findings);
      break;
    case NodeKind::map:
      for (const Entry& entry : node.entries) define(entry, findings);
      break;
    case NodeKind::string:
      findings.fault(node.at, "remote-context", say("the context {} is not fetched", in_quotes(node.text)),
                     say("write the context itself here"));
      break;
    default: findings.fault(node.at, rule, say("a context is an object {{...}}"));
  }
}

void JsonldContext::define(const Entry& entry, Findings& findings) {
  const Node& value = entry.value;
  const Entry* own_id = value.find("@id");
  const std::string& written = own_id ? own_id->value.text : value.text;
  if (written.size() > max_iri_bytes || entry.key.size() > max_iri_bytes) {
    findings.fault(value.at, rule, say("the IRI is longer than {} bytes", max_iri_bytes));
    return;
  }
  if (entry.key == "@base" || entry.key == "@vocab" || entry.key == "@language") {
    (entry.key == "@base" ? base_ : entry.key == "@vocab" ? vocabulary_ : language_) = value.text;
    return;
  }
  if (entry.key.starts_with('@')) {
    const bool harmless = entry.key == "@version" || entry.key == "@protected";
    if (!harmless) findings.fault(entry.at, rule, say("{} is not understood in a context", entry.key));
    return;
  }
  Definition definition;
  if (value.kind == NodeKind::string) {
    definition.id = value.text;
  } else if (value.kind == NodeKind::map) {
    constexpr std::string_view known[] = {"@id", "@type", "@container", "@language", "@protected", "@prefix"};
    for (const Entry& part : value.entries) {
      if (std::ranges::find(known, part.key) == std::end(known)) {
        findings.fault(part.at, rule, say("{} is not understood in a context", in_quotes(part.key)));
      }
    }
    const Entry* id = value.find("@id");
    definition.id = id ? text_of(value, "@id") : entry.key;
    definition.term.type = text_of(value, "@type");
    definition.term.container = text_of(value, "@container");
    const auto language = std::ranges::find(value.entries, "@language", &Entry::key);
    if (language != value.entries.end()) definition.term.language = language->value.text;
  } else if (value.kind != NodeKind::null) {
    findings.fault(value.at, rule, say("{} is defined by neither a text nor an object", in_quotes(entry.key)));
  }
  definitions_[entry.key] = std::move(definition);
}

std::string JsonldContext::expanded(std::string_view name, int depth) const {
  if (name.starts_with('@')) return std::string(name);
  const auto found = definitions_.find(name);
  if (found != definitions_.end() && depth < deepest) {
    if (found->second.id != name) return found->second.id.empty() ? "" : expanded(found->second.id, depth + 1);
  }
  const auto colon = name.find(':');
  if (colon == std::string_view::npos) return vocabulary_.empty() ? std::string() : vocabulary_ + std::string(name);
  const std::string_view prefix = name.substr(0, colon), rest = name.substr(colon + 1);
  if (prefix == "_" || rest.starts_with("//") || !definitions_.contains(prefix) || depth >= deepest) {
    return std::string(name);
  }
  return expanded(prefix, depth + 1) + std::string(rest);
}

JsonldTerm JsonldContext::term(std::string_view key) const {
  const auto found = definitions_.find(key);
  JsonldTerm term;
  if (found != definitions_.end()) term = found->second.term;
  term.iri = expanded(key, 0);
  if (!term.type.empty()) term.type = expanded(term.type, 0);
  return term;
}

std::string JsonldContext::iri_of(std::string_view name) const {
  const auto colon = name.find(':');
  if (colon != std::string_view::npos && (name.starts_with("_:") || definitions_.contains(name.substr(0, colon)))) {
    return expanded(name, 0);
  }
  return resolved(name, base_);
}

std::string JsonldContext::iri_of_word(std::string_view name) const {
  std::string iri = expanded(name, 0);
  return iri.empty() ? resolved(name, base_) : iri;
}

}  // namespace pramen::corpus
