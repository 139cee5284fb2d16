#include "corpus/rdfxml_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "corpus/prefixes.h"
#include "corpus/skos.h"
#include "corpus/xml_text.h"

namespace pramen::corpus {
namespace {

// Length of the longest end of the IRI that is a name without a colon (of ASCII letters, which will
// do); 0 if there is none.
std::size_t name_length(std::string_view iri) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto part = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  std::size_t length = 0;
  for (std::size_t i = iri.size(); i > 0 && part(iri[i - 1]); --i) {
    if (letter(iri[i - 1])) length = iri.size() - i + 1;
  }
  return length;
}

class RdfxmlWriter {
 public:
  RdfxmlWriter(const Triples& triples, std::vector<std::string>& left_out) : rows_(triples.all()), left_out_(left_out) {
    prefixes_[rdf::space] = "rdf";
    const Prefixes known(triples);
    for (const auto& [prefix, space] : known.rows()) {
      if (!prefix.empty()) prefixes_[space] = prefix;
    }
  }

  std::string write() {
    for (std::size_t i = 0; i < rows_.size();) i = write_block(i);
    std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF";
    for (const auto& [space, prefix] : prefixes_) head += fmt::format("\n    xmlns:{}=\"{}\"", prefix, xml_text(space));
    return head + ">\n" + out_ + "</rdf:RDF>\n";
  }

 private:
  std::size_t write_block(std::size_t from) {
    const Triple& first = rows_[from];
    std::string element = "rdf:Description";
    std::size_t i = from;
    if (first.predicate == rdf::type && first.object.type == NodeType::iri && name_length(first.object.text) > 0) {
      element = qualified(first.object.text);
      ++i;
    }
    out_ += fmt::format("  <{} {}>\n", element, reference(first.subject, "about"));
    for (; i < rows_.size() && rows_[i].subject == first.subject; ++i) write_property(rows_[i]);
    out_ += fmt::format("  </{}>\n", element);
    return i;
  }

  void write_property(const Triple& row) {
    if (name_length(row.predicate) == 0) {
      const std::string predicate(row.predicate);
      if (std::ranges::find(left_out_, predicate) == left_out_.end()) left_out_.push_back(predicate);
      return;
    }
    const std::string name = qualified(row.predicate);
    const Object& object = row.object;
    if (object.type != NodeType::literal) {
      out_ += fmt::format("    <{} {}/>\n", name, reference(object.text, "resource"));
      return;
    }
    std::string attribute;
    if (!object.language.empty()) attribute = fmt::format(" xml:lang=\"{}\"", xml_text(object.language));
    if (!object.datatype.empty()) attribute = fmt::format(" rdf:datatype=\"{}\"", xml_text(object.datatype));
    out_ += fmt::format("    <{}{}>{}</{}>\n", name, attribute, xml_text(object.text), name);
  }

  static std::string reference(std::string_view node, std::string_view attribute) {
    if (is_blank_node(node)) return fmt::format("rdf:nodeID=\"{}\"", node.substr(2));
    return fmt::format("rdf:{}=\"{}\"", attribute, xml_text(node));
  }

  std::string qualified(std::string_view iri) {
    const std::size_t length = name_length(iri);
    const std::string_view space = iri.substr(0, iri.size() - length);
    const auto [found, fresh] = prefixes_.try_emplace(space, fmt::format("ns{}", prefixes_.size()));
    return found->second + ":" + std::string(iri.substr(space.size()));
  }

  const std::vector<Triple>& rows_;
  std::vector<std::string>& left_out_;
  std::map<std::string_view, std::string> prefixes_;  // namespace -> prefix
  std::string out_;
};

}  // namespace

std::string write_rdfxml(const Triples& triples, std::vector<std::string>& left_out) {
  return RdfxmlWriter(triples, left_out).write();
}

}  // namespace pramen::corpus
