// serd writes Turtle too, but a line a statement; a file that people edit has its own layout.
#include "corpus/turtle_writer.h"

#include <fmt/format.h>

#include "corpus/prefixes.h"
#include "corpus/skos.h"

namespace pramen::corpus {
namespace {

// So many IRIs stand in one line; of more each has its own.
constexpr std::size_t most_in_line = 4;

class TurtleWriter {
 public:
  explicit TurtleWriter(const Triples& triples) : rows_(triples.all()), prefixes_(triples) {}

  std::string write() {
    for (const auto& [prefix, space] : prefixes_.rows()) out_ += fmt::format("@prefix {}: <{}> .\n", prefix, space);
    for (std::size_t i = 0; i < rows_.size();) i = write_block(i);
    return std::move(out_);
  }

 private:
  std::size_t write_block(std::size_t from) {
    const std::string_view subject = rows_[from].subject;
    out_ += "\n" + node(subject);
    bool first = true;
    std::size_t i = from;
    for (; i < rows_.size() && rows_[i].subject == subject; first = false) {
      const std::size_t begin = i;
      while (i < rows_.size() && rows_[i].subject == subject && rows_[i].predicate == rows_[begin].predicate) ++i;
      write_objects(begin, i, first);
    }
    out_ += " .\n";
    return i;
  }

  void write_objects(std::size_t from, std::size_t to, bool first) {
    const std::string_view predicate = rows_[from].predicate;
    const std::string name = predicate == rdf::type ? "a" : node(predicate);
    out_ += first ? " " : " ;\n    ";
    out_ += name + " ";
    const std::string next_line = " ,\n" + std::string(5 + name.size(), ' ');
    const bool many = to - from > most_in_line;
    for (std::size_t i = from; i < to; ++i) {
      const Object &object = rows_[i].object, &before = rows_[i > from ? i - 1 : i].object;
      const bool new_line =
          object.type == NodeType::literal ? object.language != before.language || object.language.empty() : many;
      if (i > from) out_ += new_line ? next_line : " , ";
      out_ += object.type == NodeType::literal ? literal(object) : node(object.text);
    }
  }

  std::string literal(const Object& object) const {
    if (!object.language.empty()) return turtle_string(object.text) + "@" + std::string(object.language);
    if (object.datatype.empty()) return turtle_string(object.text);
    if (object.datatype == xsd::boolean && (object.text == "true" || object.text == "false"))
      return std::string(object.text);
    return turtle_string(object.text) + "^^" + node(object.datatype);
  }

  std::string node(std::string_view name) const {
    if (is_blank_node(name)) return std::string(name);
    if (const auto shorter = prefixes_.shortened(name)) return fmt::format("{}:{}", shorter->first, shorter->second);
    return fmt::format("<{}>", name);
  }

  const std::vector<Triple>& rows_;
  Prefixes prefixes_;
  std::string out_;
};

}  // namespace

std::string turtle_string(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
          out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        else
          out += c;
    }
  }
  return out + '"';
}

std::string write_turtle(const Triples& triples) { return TurtleWriter(triples).write(); }

}  // namespace pramen::corpus
