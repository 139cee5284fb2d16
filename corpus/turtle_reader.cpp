// serd tells the statements but not where they stand. It is fed byte by byte, so that the number of
// bytes taken says where the object ends, and a scanner that knows the shape of tokens (no more)
// follows and says where that object begins.
#include "corpus/turtle_reader.h"

#include <serd/serd.h>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <string>

#include "corpus/characters.h"
#include "corpus/iri.h"

namespace pramen::corpus {
namespace {

constexpr std::string_view rule = "broken-turtle";

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Steps over Turtle token by token.
class TokenScanner {
 public:
  explicit TokenScanner(std::string_view text) : text_(text) {}

  // Begin of the next token, white space and comments passed over; text's size at the end.
  std::size_t begin() {
    while (at_ < text_.size()) {
      if (is_white(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '#') {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else {
        break;
      }
    }
    return at_;
  }

  void pass() {
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      pass_string(c);
    } else if (c == '<') {
      at_ = end_after(text_.find('>', at_), 1);
    } else if (is_mark(c)) {
      ++at_;
    } else {
      while (at_ < text_.size() && !is_white(text_[at_]) && !ends_name(text_[at_])) ++at_;
    }
  }

  static bool is_mark(char c) { return std::string_view(",;.[]()").find(c) != std::string_view::npos; }

 private:
  static bool ends_name(char c) { return std::string_view(",;[]()<\"'#").find(c) != std::string_view::npos; }
  std::size_t end_after(std::size_t found, std::size_t length) const {
    return found == std::string_view::npos ? text_.size() : found + length;
  }

  // With its language or datatype.
  void pass_string(char quote) {
    const std::string three(3, quote);
    const bool is_long = text_.substr(at_).starts_with(three);
    at_ += is_long ? 3 : 1;
    while (at_ < text_.size() && (is_long ? !text_.substr(at_).starts_with(three) : text_[at_] != quote)) {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_ + (is_long ? 3 : 1), text_.size());
    if (text_.substr(at_).starts_with("^^<")) {
      at_ = end_after(text_.find('>', at_), 1);
    } else {
      while (at_ < text_.size() && !is_white(text_[at_]) && !is_mark(text_[at_])) ++at_;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

class TurtleReader {
 public:
  TurtleReader(std::string_view text, Triples& triples, Findings& findings)
      : text_(text),
        triples_(triples),
        findings_(findings),
        objects_(text),
        places_(text),
        env_(serd_env_new(nullptr)) {}

  void read();

 private:
  struct Freeing {
    void operator()(SerdEnv* env) const { serd_env_free(env); }
    void operator()(SerdReader* reader) const { serd_reader_free(reader); }
  };

  bool is_too_deep();
  SerdStatus statement(const SerdNode& subject, const SerdNode& predicate, const SerdNode& object,
                       const SerdNode* datatype, const SerdNode* language);
  std::string_view name_of(const SerdNode& node, Place at);
  Object object_of(const SerdNode& node, const SerdNode* datatype, const SerdNode* language, Place at);
  Place object_place();
  void fault(const SerdError& error);
  bool fits(const SerdNode& iri) {
    if (iri.n_bytes <= max_iri_bytes) return true;
    if (!faulty_) findings_.fault(here(), rule, say("the IRI is longer than {} bytes", max_iri_bytes));
    faulty_ = true;
    return false;
  }
  Place here() { return places_.at_byte(std::max<std::size_t>(taken_, 1) - 1); }

  static TurtleReader& of(void* handle) { return *static_cast<TurtleReader*>(handle); }
  static std::string_view view(const SerdNode& node) {
    return node.buf ? std::string_view(reinterpret_cast<const char*>(node.buf), node.n_bytes) : std::string_view();
  }

  std::string_view text_;
  std::size_t taken_ = 0;  // bytes given to serd
  Triples& triples_;
  Findings& findings_;
  TokenScanner objects_;
  PlaceCounter places_;
  bool faulty_ = false;
  std::unique_ptr<SerdEnv, Freeing> env_;
};

void TurtleReader::read() {
  if (is_too_deep()) return;
  const auto base = [](void* self, const SerdNode* uri) {
    return of(self).fits(*uri) ? serd_env_set_base_uri(of(self).env_.get(), uri) : SERD_ERR_BAD_ARG;
  };
  const auto prefix = [](void* self, const SerdNode* name, const SerdNode* uri) {
    return of(self).fits(*uri) ? serd_env_set_prefix(of(self).env_.get(), name, uri) : SERD_ERR_BAD_ARG;
  };
  const auto statement = [](void* self, SerdStatementFlags, const SerdNode*, const SerdNode* subject,
                            const SerdNode* predicate, const SerdNode* object, const SerdNode* datatype,
                            const SerdNode* language) {
    return of(self).statement(*subject, *predicate, *object, datatype, language);
  };
  const std::unique_ptr<SerdReader, Freeing> reader(
      serd_reader_new(SERD_TURTLE, this, nullptr, base, prefix, statement, nullptr));
  serd_reader_set_strict(reader.get(), true);
  const auto error = [](void* self, const SerdError* what) {
    of(self).fault(*what);
    return SERD_SUCCESS;
  };
  serd_reader_set_error_sink(reader.get(), error, this);
  const auto source = [](void* to, std::size_t, std::size_t, void* self) -> std::size_t {
    TurtleReader& reading = of(self);
    if (reading.taken_ == reading.text_.size()) return 0;
    *static_cast<char*>(to) = reading.text_[reading.taken_++];
    return 1;
  };
  const SerdStatus status = serd_reader_read_source(
      reader.get(), source, [](void*) { return 0; }, this, nullptr, 1);
  if (status > SERD_FAILURE && !faulty_) findings_.fault(here(), rule, say("this is not Turtle"));
}

bool TurtleReader::is_too_deep() {
  TokenScanner scanner(text_);
  std::size_t depth = 0;
  for (std::size_t at = scanner.begin(); at < text_.size(); at = scanner.begin()) {
    if (text_[at] == '[' || text_[at] == '(') ++depth;
    if ((text_[at] == ']' || text_[at] == ')') && depth > 0) --depth;
    if (depth > max_turtle_depth) {
      findings_.fault(PlaceCounter(text_).at_byte(at), rule,
                      say("brackets are nested more than {} deep", max_turtle_depth));
      return true;
    }
    scanner.pass();
  }
  return false;
}

// The last token that begins before what serd has taken; one byte of that is looked ahead.
Place TurtleReader::object_place() {
  const std::size_t end = std::max<std::size_t>(taken_, 1) - 1;
  std::size_t object = 0;
  for (std::size_t at = objects_.begin(); at < end; at = objects_.begin()) {
    if (!TokenScanner::is_mark(text_[at]) || text_[at] == '[' || text_[at] == '(') object = at;
    objects_.pass();
  }
  return places_.at_byte(object);
}

SerdStatus TurtleReader::statement(const SerdNode& subject, const SerdNode& predicate, const SerdNode& object,
                                   const SerdNode* datatype, const SerdNode* language) {
  const Place at = object_place();
  const std::string_view from = name_of(subject, at), by = name_of(predicate, at);
  const Object to = object_of(object, datatype, language, at);
  if (faulty_) return SERD_ERR_BAD_CURIE;
  if (triples_.add(from, by, to, at)) return SERD_SUCCESS;
  findings_.fault(at, "too-large", too_many_statements());
  faulty_ = true;
  return SERD_ERR_INTERNAL;
}

std::string_view TurtleReader::name_of(const SerdNode& node, Place at) {
  if (node.type == SERD_BLANK) return triples_.blank(view(node));
  SerdNode whole = serd_env_expand_node(env_.get(), &node);
  if (whole.buf == nullptr) {
    // Without a base serd leaves relative IRIs unexpanded.
    if (node.type == SERD_URI) return triples_.name(view(node));
    if (!faulty_) {
      findings_.fault(at, rule, say("the prefix of {} is not declared", in_quotes(view(node))),
                      say("add a line such as @prefix skos: <http://www.w3.org/2004/02/skos/core#> ."));
    }
    faulty_ = true;
    return {};
  }
  const std::string_view name = triples_.name(view(whole));
  serd_node_free(&whole);
  return name;
}

Object TurtleReader::object_of(const SerdNode& node, const SerdNode* datatype, const SerdNode* language, Place at) {
  if (node.type != SERD_LITERAL) {
    return {node.type == SERD_BLANK ? NodeType::blank : NodeType::iri, name_of(node, at), {}, {}};
  }
  Object literal{NodeType::literal, triples_.text(view(node)), {}, {}};
  if (language && language->buf) literal.language = triples_.language(view(*language));
  if (datatype && datatype->buf) literal.datatype = name_of(*datatype, at);
  return literal;
}

void TurtleReader::fault(const SerdError& error) {
  if (faulty_) return;
  faulty_ = true;
  char words[200] = "";
  va_list arguments;
  va_copy(arguments, *error.args);
  std::vsnprintf(words, sizeof words, error.fmt, arguments);
  va_end(arguments);
  const std::string what(words, std::find(words, words + std::strlen(words), '\n'));
  const bool readable = first_invalid_utf8(what) == std::string_view::npos;
  findings_.fault(here(), rule, readable ? verbatim(what) : say("this is not Turtle"),
                  say("look for a missing dot, semicolon, comma or quote here and in the line above"));
}

}  // namespace

void read_turtle(std::string_view text, Triples& triples, Findings& findings) {
  TurtleReader(text, triples, findings).read();
}

}  // namespace pramen::corpus
