#include "cli/report/sources.h"

#include <algorithm>
#include <functional>

#include "cli/report/addresses.h"

namespace pramen::report {
namespace {

// Fewer, then later in the alphabet, goes behind.
template <typename Row>
void sort_by(std::vector<Row>& rows, std::size_t Row::*count, std::string Row::*name) {
  std::ranges::sort(
      rows, [&](const Row& a, const Row& b) { return a.*count != b.*count ? a.*count > b.*count : a.*name < b.*name; });
}

}  // namespace

void SourcesReader::add(Number number, const corpus::Record& record) {
  for (const corpus::Source* source : sources_of(record)) {
    if (!source->url.empty()) add_address(number, source->url);
  }
}

void SourcesReader::add_address(Number number, const std::string& url) {
  hosts_[host_of(url)].push_back(number);
  if (is_plain_http(url)) plain_http_.push_back({number, url});
  const std::string page = page_of(url);
  const auto first = first_.add(std::hash<std::string>()(page), number);
  if (!first || *first == number) return;
  std::vector<Number>& records = again_[page];
  if (records.empty()) records.push_back(static_cast<Number>(*first));
  if (records.back() != number) records.push_back(number);
}

Sources SourcesReader::finish(const Catalogue& catalogue) const {
  Sources result;
  const auto counts = [&](Number number) { return !catalogue[number].withdrawn; };
  for (const auto& [host, records] : hosts_) {
    const auto addresses = static_cast<std::size_t>(std::ranges::count_if(records, counts));
    if (addresses == 0) continue;
    result.addresses += addresses;
    result.top.push_back({host, addresses});
  }
  result.hosts = result.top.size();
  sort_by(result.top, &Sources::Host::addresses, &Sources::Host::host);
  if (result.top.size() > Sources::top_hosts) result.top.resize(Sources::top_hosts);

  for (const auto& [page, records] : again_) {
    Sources::Shared shared{.address = page};
    for (const Number number : records) {
      if (!counts(number)) continue;
      ++shared.count;
      if (shared.records.size() < Sources::most_listed) shared.records.push_back(catalogue[number].id);
    }
    if (shared.count > 1) result.shared.push_back(std::move(shared));
  }
  sort_by(result.shared, &Sources::Shared::count, &Sources::Shared::address);
  for (const auto& [number, url] : plain_http_) {
    if (counts(number)) result.plain_http.push_back({catalogue.where(number), catalogue[number].id, url});
  }
  return result;
}

}  // namespace pramen::report
