#include "indexer/concepts.h"

#include <algorithm>

#include "indexer/varint.h"

namespace pramen::indexer {

Concepts::Concepts(const std::filesystem::path& file, std::string_view expected_hash, const corpus::Schema& schema)
    : sections_(file, expected_hash),
      of_thesaurus_(sections_.numbers<std::uint32_t>("of_thesaurus").front()),
      ids_(texts("ids")),
      labels_(sections_),
      narrower_(sections_.numbers<Subject>("narrower")),
      narrower_at_(sections_.numbers<std::uint32_t>("narrower_at")),
      rows_(sections_.numbers<std::uint32_t>("rows")),
      rows_at_(sections_.numbers<std::uint64_t>("rows_at")),
      frequencies_(sections_.numbers<std::uint16_t>("frequencies")),
      occurrences_(sections_.bytes("occurrences")),
      occurrences_at_(sections_.numbers<std::uint64_t>("occurrences_at")) {
  for (const std::string& lang : schema.languages()) names_.emplace_back(lang, texts("names." + lang));
}

Concepts::Texts Concepts::texts(const std::string& name) const {
  return {sections_.bytes(name), sections_.numbers<std::uint32_t>(name + "_at")};
}

std::optional<Subject> Concepts::find(std::string_view id) const {
  const auto find = [&](Subject begin, Subject end) -> std::optional<Subject> {
    while (begin < end) {
      const Subject middle = begin + (end - begin) / 2;
      if (ids_[middle] == id) return middle;
      if (ids_[middle] < id)
        begin = middle + 1;
      else
        end = middle;
    }
    return std::nullopt;
  };
  const auto concept_of_thesaurus = find(0, of_thesaurus_);
  return concept_of_thesaurus ? concept_of_thesaurus : find(of_thesaurus_, size());
}

std::string_view Concepts::label(Subject subject, std::string_view lang) const {
  std::string_view english, any = id(subject);
  for (const auto& [code, names] : names_) {
    const std::string_view name = names[subject];
    if (name.empty()) continue;
    if (code == lang) return name;
    if (code == "en") english = name;
    any = name;
  }
  return english.empty() ? any : english;
}

std::vector<Subject> Concepts::with_narrower(std::span<const Subject> subjects) const {
  std::vector<Subject> all(subjects.begin(), subjects.end());
  for (const Subject subject : subjects) all.insert(all.end(), narrower(subject).begin(), narrower(subject).end());
  std::ranges::sort(all);
  const auto repeated = std::ranges::unique(all);
  all.erase(repeated.begin(), repeated.end());
  return all;
}

std::map<std::uint32_t, std::uint32_t> Concepts::summed(std::span<const Subject> subjects) const {
  std::map<std::uint32_t, std::uint32_t> sums;
  for (const Subject subject : subjects) {
    const auto counts = frequencies(subject);
    std::size_t i = 0;
    for (const std::uint32_t row : rows(subject)) sums[row] += counts[i++];
  }
  return sums;
}

std::vector<Concepts::Occurrence> Concepts::occurrences(std::uint32_t row) const {
  std::vector<Occurrence> found;
  std::string_view rest = occurrences_.substr(occurrences_at_[row], occurrences_at_[row + 1] - occurrences_at_[row]);
  Occurrence at;
  while (!rest.empty()) {
    if (const std::uint32_t fields = take_varint(rest); fields > 0) {
      at.field += fields;
      at.begin = 0;
    }
    at.begin += take_varint(rest);
    at.end = at.begin + take_varint(rest);
    const std::uint32_t packed = take_varint(rest);
    at.subject = packed >> 1;
    at.ambiguous = (packed & 1) != 0;
    if (at.subject < size()) found.push_back(at);
  }
  return found;
}

}  // namespace pramen::indexer
