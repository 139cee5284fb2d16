#include "server/editor/editor.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "server/admin/services.h"
#include "server/admin/sessions.h"
#include "server/admin/store.h"
#include "server/admin/throttle.h"
#include "server/editor/pages.h"
#include "server/editor/path.h"
#include "server/editor/words.h"
#include "server/frame.h"
#include "server/origin.h"
#include "server/problem.h"

namespace pramen::server::editor {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kib = 1 << 10, mib = 1 << 20;
// A person mistypes a few times; who tries passwords gets ten, then one every half minute.
constexpr admin::Throttle::Rate tries_of_account{.burst = 10, .refill = 30s};
constexpr admin::Throttle::Rate tries_of_all{.burst = 30, .refill = 2s};
// Names are whatever is typed: they share so many buckets, in which of them nobody can foresee.
constexpr unsigned buckets = 4096;

// Of a cookie that came once; empty otherwise.
std::string_view cookie(std::string_view cookies, std::string_view wanted) {
  std::string_view value;
  int found = 0;
  while (!cookies.empty()) {
    const auto end = std::min(cookies.find(';'), cookies.size());
    std::string_view pair = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    if (pair.size() <= wanted.size() || !pair.starts_with(wanted) || pair[wanted.size()] != '=') continue;
    value = pair.substr(wanted.size() + 1);
    ++found;
  }
  return found == 1 ? value : std::string_view();
}

bool is_https(const HttpRequest& request) { return request.origin.starts_with("https://"); }

// __Host-: browsers take it over https alone, and for this very host (RFC 6265bis, 4.1.3.2).
std::string_view cookie_name(const HttpRequest& request) {
  return is_https(request) ? "__Host-pramen-editor" : "pramen-editor";
}

std::string cookie_text(const HttpRequest& request, std::string_view secret) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", cookie_name(request), secret,
                     is_https(request) ? "; Secure" : "", secret.empty() ? "; Max-Age=0" : "");
}

// Whether a password may travel this way: https, or not beyond this machine.
bool is_private_way(const HttpRequest& request) {
  if (is_https(request)) return true;
  return !origin_for("", request.host).empty();
}

// A browser says from where a form is sent; what does not say so is no browser of these years.
bool is_own_page(const HttpRequest& request) {
  if (!request.sec_fetch_site.empty() && request.sec_fetch_site != "same-origin") return false;
  const std::string& from = request.page_origin;
  if (from.empty()) return !request.sec_fetch_site.empty();
  if (!request.origin.empty() && from == request.origin) return true;
  return !request.host.empty() && (from == "http://" + request.host || from == "https://" + request.host);
}

std::string path_below(const HttpRequest& request) {
  return request.path.size() > root.size() ? request.path.substr(root.size() + 1) : std::string();
}

bool is_read(const HttpRequest& request) { return request.method == "GET" || request.method == "HEAD"; }

struct Found {
  const Page* page = nullptr;
  std::vector<std::string> parts;
};

}  // namespace

class Editor::Implementation {
 public:
  Implementation(admin::Admin& admin, const Settings& settings)
      : admin_(admin),
        services_(admin.services()),
        accounts_(services_.store),
        sessions_(services_.store),
        files_(settings.corpus, settings.database / "checking", services_.corpus_mutex),
        upload_bytes_(settings.bulk_mib * mib),
        salt_(admin::random_text(22, false)) {
    for (const auto table : {overview_pages(), job_pages(), file_pages(), upload_pages(), best_bet_pages(),
                             query_pages(), generation_pages(), key_pages()})
      pages_.insert(pages_.end(), table.begin(), table.end());
  }

  HttpResponse answer(const query::Database& database, const HttpRequest& request) {
    const std::string path = path_below(request);
    if (path == "sign-in") return is_read(request) ? sign_in_page(database, request) : sign_in(database, request);
    auto admitted = admit(database, request);
    if (auto* refusal = std::get_if<HttpResponse>(&admitted)) return std::move(*refusal);
    Visit& visit = std::get<Visit>(admitted);
    if (!is_read(request)) {
      auto form = read_form(request.content_type, request.body);
      if (!form) return refused(visit, 400, "");
      if (!same((*form)["token"], visit.token)) return stale_form(visit);
      visit.form = std::move(*form);
    }
    if (path == "sign-out") return sign_out(visit);
    const Found found = find(request);
    visit.parts = found.parts;
    if (!visit.may(found.page->scope)) return refused(visit, 403, "");
    return found.page->answer(visit);
  }

  std::optional<HttpResponse> refuse(const query::Database& database, const HttpRequest& request) {
    if (path_below(request) == "sign-in") {
      if (!is_own_page(request)) return foreign(database, request);
      return check_body(Sent::form, request);
    }
    auto admitted = admit(database, request);
    if (auto* refusal = std::get_if<HttpResponse>(&admitted)) return std::move(*refusal);
    if (path_below(request) == "sign-out") return check_body(Sent::form, request);
    const Found found = find(request);
    if (!std::get<Visit>(admitted).may(found.page->scope)) return refused(std::get<Visit>(admitted), 403, "");
    return check_body(found.page->sent, request);
  }

 private:
  // Whoever is signed in, at a page there is, from our own page if something is to change.
  std::variant<Visit, HttpResponse> admit(const query::Database& database, const HttpRequest& request) {
    const Texts& texts = page_texts(request);
    const bool is_known = path_below(request) == "sign-out" || find(request).page != nullptr;
    const std::string_view secret = cookie(request.cookie, cookie_name(request));
    const auto name = secret.empty() ? std::nullopt : sessions_.account_of(secret);
    const auto account = name ? accounts_.find(*name) : std::nullopt;
    if (!account) return see_other(link(texts, "/sign-in"));
    if (!is_read(request) && !is_own_page(request)) return foreign(database, request);
    Visit visit{.request = request,
                .database = database,
                .texts = texts,
                .words = words_in(texts.code()),
                .admin = admin_,
                .files = files_,
                .caller = {.id = "editor:" + account->name,
                           .name = account->name,
                           .scopes = account->scopes,
                           .seal = admin::secret_hash(secret, "seal")},
                .token = token_of(secret)};
    if (!is_known) return refused(visit, 404, "");
    return visit;
  }

  Found find(const HttpRequest& request) const {
    const std::string path = path_below(request);
    const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
    for (const Page& page : pages_) {
      Found found{.page = &page, .parts = {}};
      const bool here = page.pattern.empty() ? path.empty() : admin::matches(page.pattern, path, found.parts);
      if (here && page.method == method) return found;
    }
    return {};
  }

  std::optional<HttpResponse> check_body(Sent sent, const HttpRequest& request) const {
    const std::string_view type = sent == Sent::files ? multipart_type : urlencoded_type;
    if (sent == Sent::nothing || request.method != "POST") return problem(413, "", "this page takes no body", request);
    if (media_type(request.content_type) != type)
      return problem(415, "", fmt::format("the body is to be {}", type), request);
    // A text may be 1 MiB long, and most of its bytes three times as long in a form.
    const std::size_t most = sent == Sent::files ? upload_bytes_ : sent == Sent::text ? 4 * mib : 64 * kib;
    if (request.body_bytes <= most) return std::nullopt;
    return problem(413, "", fmt::format("the form is longer than {} KiB", most / kib), request);
  }

  // Follows from the secret, which only the browser has: nothing to keep.
  static std::string token_of(std::string_view secret) { return admin::hex(admin::secret_hash(secret, "form")); }

  // In a time that does not depend on where they differ.
  static bool same(std::string_view a, std::string_view b) {
    unsigned different = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
      different |= static_cast<unsigned>(static_cast<unsigned char>(a[i] ^ b[i]));
    return different == 0;
  }

  static HttpResponse stale_form(const Visit& visit) {
    return page(visit, {.title = visit.words["refused"],
                        .path = "",
                        .content = "editor_refused",
                        .data = {{"what", visit.words["refused_form"]}, {"back_url", link(visit, "")}},
                        .status = 403});
  }

  static HttpResponse foreign(const query::Database& database, const HttpRequest& request) {
    const Texts& words = words_in(page_texts(request).code());
    return outer_page(database, request,
                      {.title = words["refused"],
                       .path = "/sign-in",
                       .content = "editor_refused",
                       .data = {{"what", words["refused_form"]}, {"back_url", link(page_texts(request), "")}},
                       .status = 403});
  }

  // `fault`: a word; empty: none.
  static HttpResponse sign_in_sheet(const query::Database& database, const HttpRequest& request, int status,
                                    std::string_view fault, const std::string& name) {
    const Texts& texts = page_texts(request);
    const Texts& words = words_in(texts.code());
    return outer_page(database, request,
                      {.title = words["sign_in"],
                       .path = "/sign-in",
                       .content = "editor_sign_in",
                       .data = {{"action", link(texts, "/sign-in")},
                                {"fault", fault.empty() ? std::string() : words[fault]},
                                {"name", name},
                                {"private", is_private_way(request)}},
                       .status = status});
  }

  HttpResponse sign_in_page(const query::Database& database, const HttpRequest& request) {
    const std::string_view secret = cookie(request.cookie, cookie_name(request));
    if (!secret.empty() && sessions_.account_of(secret)) return see_other(link(page_texts(request), ""));
    return sign_in_sheet(database, request, 200, "", "");
  }

  // Whether the name or the password was wrong is said to nobody, by no word, status or time.
  HttpResponse sign_in(const query::Database& database, const HttpRequest& request) {
    if (!is_own_page(request)) return foreign(database, request);
    if (!is_private_way(request)) return sign_in_sheet(database, request, 403, "", "");
    const auto form = read_form(request.content_type, request.body);
    const std::string name = form ? (*form)["name"] : std::string();
    const std::string bucket = admin::secret_hash(name, salt_);
    const unsigned number =
        (static_cast<unsigned char>(bucket[0]) << 8U | static_cast<unsigned char>(bucket[1])) % buckets;
    const int wait = std::max(tries_.take(std::to_string(number)), all_tries_.take(""));
    if (wait > 0) return try_later(sign_in_sheet(database, request, 429, "sign_in_later", name), wait);
    const auto checked = accounts_.check(name, form ? (*form)["password"] : std::string());
    if (checked.busy) return try_later(sign_in_sheet(database, request, 503, "sign_in_later", name), 5);
    if (!checked.account) {
      // Of names that there are only: others may be anything, such as a password in the wrong field.
      if (accounts_.find(name)) note("editor:" + name, name, "editor.sign_in", 403);
      return sign_in_sheet(database, request, 403, "sign_in_wrong", name);
    }
    note("editor:" + name, name, "editor.sign_in", 200);
    HttpResponse response = see_other(link(page_texts(request), ""));
    response.set("Set-Cookie", cookie_text(request, sessions_.begin(checked.account->name)));
    return response;
  }

  static HttpResponse try_later(HttpResponse response, int seconds) {
    response.set("Retry-After", std::to_string(seconds));
    return response;
  }

  HttpResponse sign_out(const Visit& visit) {
    if (is_read(visit.request)) return see_other(link(visit, ""));
    sessions_.end(cookie(visit.request.cookie, cookie_name(visit.request)));
    note(visit.caller.id, visit.caller.name, "editor.sign_out", 200);
    HttpResponse response = see_other(link(visit, "/sign-in"));
    response.set("Set-Cookie", cookie_text(visit.request, ""));
    return response;
  }

  void note(const std::string& who, const std::string& name, const std::string& action, int status) {
    services_.audit.note({.who = who, .name = name, .action = action, .object = {}, .status = status, .why = {}});
  }

  admin::Admin& admin_;
  admin::Services& services_;
  admin::Accounts accounts_;
  admin::Sessions sessions_;
  CorpusTexts files_;
  const std::size_t upload_bytes_;
  const std::string salt_;
  std::vector<Page> pages_;
  admin::Throttle tries_{tries_of_account}, all_tries_{tries_of_all};
};

Editor::Editor(admin::Admin& admin, const Settings& settings)
    : implementation_(std::make_unique<Implementation>(admin, settings)) {
  check_words();
}
Editor::~Editor() = default;

HttpResponse Editor::answer(const query::Database& database, const HttpRequest& request) {
  return implementation_->answer(database, request);
}
std::optional<HttpResponse> Editor::refuse(const query::Database& database, const HttpRequest& request) {
  return implementation_->refuse(database, request);
}

}  // namespace pramen::server::editor
