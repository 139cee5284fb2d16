#include "server/sitemap.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>

#include "server/entity_tag.h"
#include "server/problem.h"
#include "server/texts.h"

namespace pramen::server {
namespace {

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::uint32_t parts_of(const query::Database& database) {
  return std::max<std::uint32_t>(1, (database.row_count() + sitemap_records - 1) / sitemap_records);
}

// Nothing in these needs escaping: an origin is a host, a path is ours, an id is letters, digits, - _ and .
class UrlSet {
 public:
  UrlSet(std::string_view origin, std::string_view modified) : origin_(origin), modified_(modified) {
    xml_ = xml_head;
    xml_ +=
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
        "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  }

  // The page in each language, and the one that chooses among them.
  void add(std::string_view path) {
    const std::string page = std::string(origin_).append(path);
    std::string alternates;
    const auto add_alternate = [&](std::string_view lang, const std::string& address) {
      alternates.append("<xhtml:link rel=\"alternate\" hreflang=\"").append(lang);
      alternates.append("\" href=\"").append(address).append("\"/>\n");
    };
    for (const Texts& texts : all_texts()) add_alternate(texts.code(), page + "?lang=" + texts.code());
    add_alternate("x-default", page);
    for (const Texts& texts : all_texts()) {
      xml_.append("<url><loc>").append(page).append("?lang=").append(texts.code());
      xml_.append("</loc><lastmod>").append(modified_).append("</lastmod>\n").append(alternates).append("</url>\n");
    }
  }

  std::string take() { return std::move(xml_ += "</urlset>\n"); }

 private:
  const std::string_view origin_, modified_;
  std::string xml_;
};

std::string url_set(const query::Database& database, std::string_view origin, std::uint32_t part) {
  const std::string modified = database.published_at();
  UrlSet urls(origin, modified);
  if (part == 1) {
    for (const char* page : {"/", "/a-z", "/map", "/compare", "/about"}) urls.add(page);
    std::size_t concepts = 0;
    for (const corpus::Concept& one : database.thesaurus().concepts()) {
      const bool defined =
          std::ranges::any_of(one.definitions, [&](const std::string& id) { return database.record(id).has_value(); });
      if (defined && ++concepts <= sitemap_records) urls.add("/concept/" + one.id);
    }
  }
  for (const std::string& id : database.ids((part - 1) * sitemap_records, sitemap_records)) urls.add("/record/" + id);
  return urls.take();
}

std::string index_of(const query::Database& database, std::string_view origin) {
  std::string xml(xml_head);
  xml += "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::uint32_t part = 1; part <= parts_of(database); ++part)
    fmt::format_to(std::back_inserter(xml), "<sitemap><loc>{}/sitemap-{}.xml</loc><lastmod>{}</lastmod></sitemap>\n",
                   origin, part, database.published_at());
  return xml + "</sitemapindex>\n";
}

// Part 0: /sitemap.xml itself.
HttpResponse answer(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                    std::uint32_t part) {
  if (request.origin.empty()) return no_public_address(request);
  const auto tag = entity_tag({"sitemap", database.content_hash(), std::to_string(database.generation()),
                               request.origin, std::to_string(part)});
  return cache.answer(request, tag, "Accept-Encoding", [&] {
    HttpResponse response;
    response.type = "application/xml";
    response.body = part == 0 && parts_of(database) > 1
                        ? index_of(database, request.origin)
                        : url_set(database, request.origin, std::max<std::uint32_t>(1, part));
    response.set("Vary", "Accept-Encoding");
    return response;
  });
}

}  // namespace

HttpResponse sitemap(const query::Database& database, AnswerCache& cache, const HttpRequest& request) {
  return answer(database, cache, request, 0);
}

HttpResponse sitemap_part(const query::Database& database, AnswerCache& cache, const HttpRequest& request,
                          std::string_view number) {
  std::uint32_t part = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), part);
  const bool whole = error == std::errc() && end == number.data() + number.size() && number.front() != '0';
  if (!whole || part > parts_of(database)) return problem(404, "", "there is no such part of the site map", request);
  return answer(database, cache, request, part);
}

}  // namespace pramen::server
