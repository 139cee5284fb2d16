// Both editions differ in names only: conceptEntry, langSec, termSec of 2019 were termEntry, langSet, tig. A data
// category is the attribute "type" of an element for all (style "dca") or an element's own name (style "dct").
#include "corpus/tbx_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "corpus/characters.h"
#include "corpus/iri.h"
#include "corpus/skos.h"
#include "corpus/tbx.h"
#include "corpus/xml_source.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-tbx";
constexpr std::string_view concept_space = "https://w3id.org/pramen/concept/";  // of entries without an IRI

std::string_view name_of(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);
}

template <std::size_t size>
bool is_one_of(pugi::xml_node node, const std::array<std::string_view, size>& names) {
  return node.type() == pugi::node_element && std::ranges::find(names, name_of(node)) != names.end();
}

constexpr std::array<std::string_view, 2> roots = {"tbx", "martif"}, entries = {"conceptEntry", "termEntry"},
                                          sections = {"langSec", "langSet"};
constexpr std::array<std::string_view, 3> terms = {"termSec", "tig", "ntig"};
// They hold an element and what is said of it.
constexpr std::array<std::string_view, 5> groups = {"descripGrp", "adminGrp", "termNoteGrp", "termGrp", "transacGrp"};
// They carry their category in an attribute.
constexpr std::array<std::string_view, 6> carriers = {"descrip", "admin", "termNote", "ref", "xref", "transac"};

// What an element says: its data category.
std::string_view category(pugi::xml_node node) {
  if (is_one_of(node, carriers)) return node.attribute("type").value();
  return name_of(node);
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) text += child.value();
    if (child.type() == pugi::node_element) text += child.text().get();  // <hi> and its like
  }
  return text;
}

class TbxReader {
 public:
  TbxReader(std::string_view text, Triples& triples, Findings& findings)
      : places_(text), triples_(triples), findings_(findings) {}

  void read(const pugi::xml_document& document) {
    for (const pugi::xml_node node : document.children()) {
      // One that only names the grammar says nothing; entities within it might.
      if (node.type() == pugi::node_doctype && std::string_view(node.value()).find('[') != std::string_view::npos) {
        return fault(node, say("a document type is not read, for its entities may mean anything"),
                     say("delete <!DOCTYPE ...> and write the names out"));
      }
    }
    const pugi::xml_node root = document.document_element();
    if (!is_one_of(root, roots)) {
      return fault(root, say("<{}> begins no TBX file", std::string_view(root.name())),
                   say("TBX begins with <tbx> or <martif>"));
    }
    language_ = root.attribute("xml:lang").value();
    read_head(child(root, "tbxHeader") ? child(root, "tbxHeader") : child(root, "martifHeader"));
    const pugi::xml_node body = child(child(root, "text"), "body");
    for (const pugi::xml_node entry : body.children()) {
      if (is_one_of(entry, entries)) name_entry(entry);
    }
    for (const auto& [entry, iri] : named_) {
      if (findings_.faulty()) return;
      read_entry(entry, iri);
    }
  }

 private:
  static pugi::xml_node child(pugi::xml_node node, std::string_view name) {
    for (const pugi::xml_node one : node.children()) {
      if (one.type() == pugi::node_element && name_of(one) == name) return one;
    }
    return {};
  }
  // Groups count as what is in them.
  template <typename Sink>
  static void each_item(pugi::xml_node node, const Sink& sink) {
    for (const pugi::xml_node one : node.children()) {
      if (one.type() != pugi::node_element) continue;
      if (!is_one_of(one, groups)) {
        sink(one);
        continue;
      }
      for (const pugi::xml_node inner : one.children()) {
        if (inner.type() == pugi::node_element) sink(inner);
      }
    }
  }

  // The scheme is where the file comes from, if that is an IRI.
  void read_head(pugi::xml_node head) {
    const pugi::xml_node file = child(head, "fileDesc");
    const std::string source = text_of(child(child(file, "sourceDesc"), "p"));
    if (!is_absolute_iri(source)) return;
    scheme_ = triples_.name(source);
    link(scheme_, rdf::type, skos::scheme_class, head);
    const pugi::xml_node title = child(child(file, "titleStmt"), "title");
    const pugi::xml_attribute own = title.attribute("xml:lang");
    if (title) literal(scheme_, iri_of(Property::title), text_of(title), own ? own.value() : language_, place(title));
  }

  // Links name entries further down: their IRIs must be known before. Names of XML may not begin with a digit,
  // those of concepts may not begin with "_".
  void name_entry(pugi::xml_node entry) {
    const std::string_view id = entry.attribute("id").value();
    const std::string local =
        id.empty() ? fmt::format("entry-{}", named_.size() + 1) : std::string(id.substr(id.starts_with('_') ? 1 : 0));
    std::string iri = std::string(concept_space) + local;
    each_item(entry, [&](pugi::xml_node item) {
      const std::string text = category(item) == tbx::source ? text_of(item) : std::string();
      if (is_absolute_iri(text) && local_name(text) == local) iri = text;
    });
    const std::string_view kept = triples_.name(iri);
    iris_.emplace(id, kept);
    named_.emplace_back(entry, kept);
  }

  void read_entry(pugi::xml_node entry, std::string_view iri) {
    link(iri, rdf::type, skos::concept_class, entry);
    if (!scheme_.empty()) link(iri, iri_of(Property::in_scheme), scheme_, entry);
    each_item(entry, [&](pugi::xml_node item) {
      if (is_one_of(item, sections))
        read_section(item, iri);
      else if (category(item) != tbx::source || text_of(item) != iri)
        read_item(item, iri, language_);
    });
  }

  void read_section(pugi::xml_node section, std::string_view iri) {
    const std::string_view language = section.attribute("xml:lang").value();
    if (language.empty()) {
      return fault(section, say("<{}> does not say its language", std::string_view(section.name())),
                   say("add xml:lang=\"...\""));
    }
    std::vector<Term> found;
    each_item(section, [&](pugi::xml_node item) {
      if (!is_one_of(item, terms))
        read_item(item, iri, language);
      else if (auto term = term_of(item))
        found.push_back(std::move(*term));
    });
    add_terms(found, iri, language);
  }

  void read_item(pugi::xml_node item, std::string_view iri, std::string_view language) {
    const std::string_view kind = category(item);
    if (kind == tbx::definition)
      return literal(iri, iri_of(Property::definition), text_of(item), language, place(item));
    if (kind == tbx::note) return literal(iri, iri_of(Property::scope_note), text_of(item), language, place(item));
    if (kind == tbx::broader) return refer(item, iri, Property::broader);
    if (kind == tbx::narrower) return refer(item, iri, Property::narrower);
    if (kind == tbx::related) return refer(item, iri, Property::related);
    if (kind == tbx::elsewhere) return refer(item, iri, Property::exact_match);
    pass_over(item, kind);
  }

  struct Term {
    std::string text, status;
    Place at;
    bool unused() const { return status == tbx::deprecated || status == tbx::superseded; }
  };

  std::optional<Term> term_of(pugi::xml_node section) {
    std::optional<Term> term;
    std::string status;
    each_item(section, [&](pugi::xml_node item) {
      if (name_of(item) == "term")
        term = Term{text_of(item), {}, place(item)};
      else if (category(item) == tbx::status)
        status = text_of(item);
      else
        pass_over(item, category(item));
    });
    if (term) term->status = std::move(status);
    if (!term) fault(section, say("<{}> has no <term>", std::string_view(section.name())));
    return term;
  }

  // The first that is preferred is the name; where none is said to be, the first that may be used.
  void add_terms(const std::vector<Term>& found, std::string_view iri, std::string_view language) {
    auto name = std::ranges::find(found, tbx::preferred, &Term::status);
    if (name == found.end()) name = std::ranges::find_if_not(found, &Term::unused);
    for (auto one = found.begin(); one != found.end(); ++one) {
      const Property property = one == name     ? Property::preferred
                                : one->unused() ? Property::hidden
                                                : Property::alternative;
      literal(iri, iri_of(property), one->text, language, one->at);
    }
  }

  void refer(pugi::xml_node item, std::string_view iri, Property property) {
    const std::string_view target = item.attribute("target").value();
    const auto known = iris_.find(target);
    if (known != iris_.end()) return link(iri, iri_of(property), known->second, item);
    if (is_absolute_iri(target)) return link(iri, iri_of(property), triples_.name(target), item);
    fault(item, say("there is no entry {}", in_quotes(target)), say("mend the target, or delete the link"));
  }

  void pass_over(pugi::xml_node item, std::string_view kind) {
    if (!passed_over_.emplace(kind).second) return;
    findings_.warning(place(item), "unknown-field",
                      say("{} says nothing of a concept and is not read", in_quotes(kind)));
  }

  Place place(pugi::xml_node node) { return place_of(node, places_); }
  void fault(pugi::xml_node node, Sentence what, Sentence hint = {}) {
    findings_.fault(place(node), rule, std::move(what), std::move(hint));
  }
  void add(std::string_view subject, std::string_view predicate, const Object& object, Place at) {
    if (triples_.add(subject, triples_.name(predicate), object, at) || findings_.faulty()) return;
    findings_.fault(at, "too-large", too_many_statements());
  }
  void link(std::string_view subject, std::string_view predicate, std::string_view target, pugi::xml_node at) {
    add(subject, predicate, {NodeType::iri, triples_.name(target), {}, {}}, place(at));
  }
  void literal(std::string_view subject, std::string_view predicate, std::string_view text, std::string_view language,
               Place at) {
    add(subject, predicate, {NodeType::literal, triples_.text(text), triples_.language(language), {}}, at);
  }

  PlaceCounter places_;
  Triples& triples_;
  Findings& findings_;
  std::string_view language_, scheme_;
  std::vector<std::pair<pugi::xml_node, std::string_view>> named_;  // entries and their IRIs
  std::map<std::string, std::string_view, std::less<>> iris_;       // by the entry's id
  std::set<std::string, std::less<>> passed_over_;                  // categories that were warned of
};

}  // namespace

void read_tbx(std::string_view text, Triples& triples, Findings& findings) {
  pugi::xml_document document;
  constexpr unsigned options = pugi::parse_default | pugi::parse_doctype;
  if (parse_xml(text, options, rule, document, findings)) TbxReader(text, triples, findings).read(document);
}

}  // namespace pramen::corpus
