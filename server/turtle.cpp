#include "server/turtle.h"

#include <fmt/format.h>

#include <cmath>
#include <deque>

#include "corpus/turtle_writer.h"

namespace pramen::server {
namespace {

std::string name_of(const Property& property) {
  return property.name.starts_with(dcterms_prefix) ? std::string(property.name)
                                                   : "schema:" + std::string(property.name);
}

std::string words_literal(const Words& words, Range range) {
  const std::string literal = corpus::turtle_string(words.text);
  if (range == Range::date) return literal + "^^schema:Date";
  return range == Range::text && !words.lang.empty() ? literal + "@" + words.lang : literal;
}

// As JSON-LD turns numbers into literals: 4.81486E1; without a fraction an integer.
std::string number(double value) {
  if (value == std::trunc(value)) return fmt::format("{}", static_cast<std::int64_t>(value));
  const std::string digits = fmt::format("{:.15E}", value);
  const auto exponent = digits.find('E');
  std::string mantissa = digits.substr(0, exponent);
  while (mantissa.ends_with('0') && !mantissa.ends_with(".0")) mantissa.pop_back();
  return mantissa + "E" + std::to_string(std::stoi(digits.substr(exponent + 1)));
}

class Writer {
 public:
  std::string document(const Thing& thing) {
    text_ = fmt::format("@prefix schema: <{}> .\n@prefix dcterms: <{}> .\n", schema_namespace, dcterms_namespace);
    waiting_.push_back(&thing);
    // A thing with a name of its own is a subject of its own; others stand in brackets where they are spoken of.
    while (!waiting_.empty()) {
      const Thing& next = *waiting_.front();
      waiting_.pop_front();
      text_ += "\n<" + next.iri + ">";
      properties(next, 1);
      text_ += " .\n";
    }
    return std::move(text_);
  }

 private:
  void properties(const Thing& thing, std::size_t depth) {
    const std::string line = "\n" + std::string(2 * depth, ' ');
    text_ += line + "a schema:" + std::string(thing.type);
    const Property* before = nullptr;
    for (const Statement& statement : thing.statements) {
      text_ += statement.property == before ? ", " : " ;" + line + name_of(*statement.property) + " ";
      before = statement.property;
      value(statement, depth);
    }
  }

  void value(const Statement& statement, std::size_t depth) {
    if (const auto* literal = std::get_if<Words>(&statement.value)) {
      text_ += words_literal(*literal, statement.property->range);
    } else if (const auto* address = std::get_if<Address>(&statement.value)) {
      text_ += "<" + address->iri + ">";
    } else if (const auto* figure = std::get_if<double>(&statement.value)) {
      text_ += number(*figure);
    } else {
      const Thing& thing = std::get<Thing>(statement.value);
      if (thing.iri.empty()) {
        text_ += "[";
        properties(thing, depth + 1);
        text_ += " ]";
      } else {
        text_ += "<" + thing.iri + ">";
        waiting_.push_back(&thing);
      }
    }
  }

  std::string text_;
  std::deque<const Thing*> waiting_;
};

}  // namespace

std::string turtle_document(const Thing& thing) { return Writer().document(thing); }

}  // namespace pramen::server
