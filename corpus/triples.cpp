#include "corpus/triples.h"

#include <fmt/format.h>

namespace pramen::corpus {

std::string_view Triples::name(std::string_view text) {
  const auto found = names_.find(text);
  return found != names_.end() ? *found : *names_.emplace(text).first;
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
  if (all_.size() >= max_statements) return false;
  all_.push_back({subject, predicate, object, {static_cast<std::uint32_t>(files_.size() - 1), at}});
  return true;
}

}  // namespace pramen::corpus
