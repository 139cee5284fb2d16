#include "corpus/triples.h"

#include <fmt/format.h>

#include "corpus/skos.h"

namespace pramen::corpus {

std::string_view Triples::name(std::string_view text) {
  const auto found = names_.find(text);
  if (found != names_.end()) return *found;
  bytes_ += text.size();
  return *names_.emplace(text).first;
}

std::string_view Triples::text(std::string_view text) {
  bytes_ += text.size();
  return texts_.emplace_back(text);
}

std::string_view Triples::blank(std::string_view name) {
  return this->name(fmt::format("_:{}.{}", files_.size(), name));
}

std::string_view Triples::language(std::string_view tag) {
  std::string lower(tag);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name(lower);
}

bool Triples::add(std::string_view subject, std::string_view predicate, const Object& object, Place at) {
  if (all_.size() >= max_statements || bytes_ > max_pool_bytes) return false;
  Object plain = object;
  if (plain.datatype == xsd::string) plain.datatype = {};  // the same (RDF 1.1 Concepts, 3.3)
  all_.push_back({subject, predicate, plain, {static_cast<std::uint32_t>(files_.size() - 1), at}});
  return true;
}

Sentence too_many_statements() {
  return say("there are more than {} statements, or more than {} MB of names and texts", max_statements,
             max_pool_bytes >> 20);
}

}  // namespace pramen::corpus
