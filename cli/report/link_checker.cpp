#include "cli/report/link_checker.h"

#include <curl/curl.h>
#include <locale.h>
#include <netdb.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <stdexcept>
#include <utility>

#include "cli/report/public_address.h"

namespace pramen::report {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto look_up_every = 100ms;  // at least so often is `go_on` asked
constexpr char user_agent[] =
    "Pramen/" PRAMEN_VERSION " (knowledge base; asks whether the pages it names are still there)";

template <auto Function>
struct Call {
  template <typename Handle>
  void operator()(Handle* handle) const {
    Function(handle);
  }
};
using Url = std::unique_ptr<CURLU, Call<curl_url_cleanup>>;
using Easy = std::unique_ptr<CURL, Call<curl_easy_cleanup>>;
using Multi = std::unique_ptr<CURLM, Call<curl_multi_cleanup>>;
using CurlText = std::unique_ptr<char, Call<curl_free>>;

// libcurl takes host names for text in the charset of the locale; where this machine has no such locale, for ASCII.
class Utf8Locale {
 public:
  Utf8Locale() : before_(::uselocale(utf8())) {}
  ~Utf8Locale() { ::uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  // For as long as the program runs; 0 changes nothing.
  static locale_t utf8() {
    static const locale_t made = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", locale_t{});
    return made;
  }
  const locale_t before_;
};

std::string part_of(CURLU* url, CURLUPart part, unsigned flags = 0) {
  char* text = nullptr;
  const CURLUcode code = curl_url_get(url, part, &text, flags);
  const CurlText owned(text);
  return code == CURLUE_OK ? std::string(text) : std::string();
}

void to_lower_ascii(std::string& text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// The proxy that the environment names for an address, as libcurl and other programs read it; empty: none.
std::string proxy_for(std::string_view address) {
  const bool secure = address.starts_with("https:");
  // Not HTTP_PROXY: a client of a web server could set that (CVE-2016-5385).
  for (const char* name :
       {secure ? "https_proxy" : "http_proxy", secure ? "HTTPS_PROXY" : "", "all_proxy", "ALL_PROXY"}) {
    const char* value = *name == '\0' ? nullptr : std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// One address on its way, over all its requests.
struct Question {
  std::string asked;  // as the caller named it
  std::string now;    // where it has led
  std::string moved_to;
  int redirects = 0;
  bool get = false;
  bool permanent = true;  // all redirects until here were
  bool waited = false;    // as the host wished
};

struct Host {
  std::deque<Question> waiting;
  bool busy = false, closed = false;
  Clock::time_point free_at;
};

// One request.
struct Transfer {
  Question question;
  Host* host = nullptr;
  bool trusted = false;  // may lie in a private network
  bool checks_sockets = false;
  bool opened_socket = false;
  bool refused_socket = false;  // the machine is none of the public network
  Easy easy;
};

curl_socket_t open_socket(void* data, curlsocktype /*purpose*/, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(data);
  if (transfer.checks_sockets && !is_public(address->addr)) {
    transfer.refused_socket = true;
    return CURL_SOCKET_BAD;
  }
  transfer.opened_socket = true;
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// The head was enough.
std::size_t end_at_body(char* /*bytes*/, std::size_t /*size*/, std::size_t /*count*/, void* /*data*/) { return 0; }

template <typename Value>
void set(const Easy& easy, CURLoption option, Value value) {
  if (curl_easy_setopt(easy.get(), option, value) != CURLE_OK)
    throw std::runtime_error("libcurl does not know an option that asking links needs");
}

template <typename Value>
Value info(const Easy& easy, CURLINFO what) {
  Value value{};
  curl_easy_getinfo(easy.get(), what, &value);
  return value;
}

// Its name has been looked up: there is a connection, of its own or from before.
bool has_machine(const Transfer& transfer) {
  const char* machine = info<char*>(transfer.easy, CURLINFO_PRIMARY_IP);
  return transfer.opened_socket || (machine != nullptr && *machine != '\0');
}

// Whether it is sure that there is no such name; libcurl does not tell that from a name service that is away.
bool is_unknown_name(const std::string& host) {
  addrinfo* found = nullptr;
  const int code = ::getaddrinfo(host.c_str(), nullptr, nullptr, &found);
  if (found != nullptr) ::freeaddrinfo(found);
  return code == EAI_NONAME || code == EAI_NODATA;
}

class Asking {
 public:
  Asking(const LinkManners& manners, const std::function<void(const std::string&, LinkAnswer&&)>& told)
      : manners_(manners), told_(told), multi_(curl_multi_init()) {
    if (multi_ == nullptr) throw std::runtime_error("cannot ask links: no memory");
  }
  ~Asking() {
    for (const auto& [easy, transfer] : under_way_) curl_multi_remove_handle(multi_.get(), easy);
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;

  void add(const std::string& address) {
    ++left_;
    hosts_[asked_host(address)].waiting.push_back({.asked = address, .now = address});
  }
  bool is_over() const { return left_ == 0; }
  // Starts what may be started, and waits a little for what is under way.
  void step();

 private:
  using Milliseconds = std::chrono::milliseconds;

  Milliseconds start_due();
  void start(Host& host);
  void ask(std::unique_ptr<Transfer> transfer);
  void prepare(Transfer& transfer) const;
  void take_ended();
  void end(Transfer& transfer, CURLcode code);
  void follow(Transfer& transfer, const std::string& location);
  bool waits(Transfer& transfer, int status);
  void again(Host& host, Question&& question) { host.waiting.push_front(std::move(question)); }
  LinkReason reason_of(const Transfer& transfer, CURLcode code);
  LinkReason reason_without_address(const Transfer& transfer);
  void tell(Question& question, LinkReason reason, int status = 0) {
    --left_;
    told_(question.asked, link_answer(reason, status, std::move(question.moved_to)));
  }

  const LinkManners& manners_;
  const std::function<void(const std::string&, LinkAnswer&&)>& told_;
  std::map<std::string, Host> hosts_;  // by name; a machine has one however many ports
  std::size_t left_ = 0;
  bool name_service_away_ = false;
  const Multi multi_;
  std::map<CURL*, std::unique_ptr<Transfer>> under_way_;
};

void Asking::step() {
  const Milliseconds patience = start_due();
  int running = 0;
  curl_multi_perform(multi_.get(), &running);
  take_ended();
  if (!is_over()) curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(patience.count()), nullptr);
}

// How long until the next one is due, at most look_up_every.
Asking::Milliseconds Asking::start_due() {
  const auto now = Clock::now();
  Milliseconds patience = look_up_every;
  for (auto& [name, host] : hosts_) {
    if (under_way_.size() >= manners_.hosts) break;
    if (host.busy || host.waiting.empty()) continue;
    if (host.free_at <= now || host.closed) {
      start(host);
      patience = 0ms;
    } else {
      patience = std::min(patience, std::chrono::ceil<Milliseconds>(host.free_at - now));
    }
  }
  return patience;
}

void Asking::start(Host& host) {
  auto transfer = std::make_unique<Transfer>();
  transfer->question = std::move(host.waiting.front());
  transfer->host = &host;
  host.waiting.pop_front();
  if (host.closed) return tell(transfer->question, LinkReason::busy);
  const std::string name = asked_host(transfer->question.now);
  transfer->trusted = std::ranges::find(manners_.private_hosts, name) != manners_.private_hosts.end();
  if (!transfer->trusted && !may_be_public(name)) return tell(transfer->question, LinkReason::private_address);
  ask(std::move(transfer));
}

void Asking::ask(std::unique_ptr<Transfer> transfer) {
  transfer->easy.reset(curl_easy_init());
  if (transfer->easy == nullptr) throw std::runtime_error("cannot ask links: no memory");
  prepare(*transfer);
  if (curl_multi_add_handle(multi_.get(), transfer->easy.get()) != CURLM_OK)
    throw std::runtime_error("cannot ask links: no memory");
  transfer->host->busy = true;
  CURL* const key = transfer->easy.get();
  under_way_[key] = std::move(transfer);
}

void Asking::prepare(Transfer& transfer) const {
  const Easy& easy = transfer.easy;
  const Question& question = transfer.question;
  set(easy, CURLOPT_URL, question.now.c_str());
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);  // that is for us, who count, wait and look where it leads
  set(easy, CURLOPT_NOBODY, question.get ? 0L : 1L);
  set(easy, CURLOPT_WRITEFUNCTION, &end_at_body);
  set(easy, CURLOPT_USERAGENT, user_agent);
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(manners_.timeout.count()));
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(manners_.timeout.count()));
  set(easy, CURLOPT_NOSIGNAL, 1L);
  set(easy, CURLOPT_QUICK_EXIT, 1L);  // nobody waits for the thread that looks a name up
  set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  set(easy, CURLOPT_OPENSOCKETDATA, &transfer);
  if (transfer.trusted) return;
  // A proxy stands in our own network and looks names up by itself. It is taken for all hosts or for none, so that it
  // is known whose address a socket has.
  const std::string proxy = proxy_for(question.now);
  set(easy, CURLOPT_PROXY, proxy.c_str());
  set(easy, CURLOPT_NOPROXY, "");
  transfer.checks_sockets = proxy.empty();
}

void Asking::take_ended() {
  int more = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &more)) {
    if (message->msg != CURLMSG_DONE) continue;
    const CURLcode code = message->data.result;
    const auto found = under_way_.find(message->easy_handle);
    const std::unique_ptr<Transfer> transfer = std::move(found->second);
    under_way_.erase(found);
    curl_multi_remove_handle(multi_.get(), transfer->easy.get());
    transfer->host->busy = false;
    transfer->host->free_at = Clock::now() + manners_.pause;
    end(*transfer, code);
  }
}

void Asking::end(Transfer& transfer, CURLcode code) {
  Question& question = transfer.question;
  const auto status = static_cast<int>(info<long>(transfer.easy, CURLINFO_RESPONSE_CODE));
  if (status == 0) {
    const LinkReason reason = reason_of(transfer, code);
    if (reason != LinkReason::broken || question.get) return tell(question, reason);
  } else if (status >= 300 && status < 400) {
    const char* location = info<char*>(transfer.easy, CURLINFO_REDIRECT_URL);
    if (location != nullptr) {
      question.permanent = question.permanent && (status == 301 || status == 308);
      return follow(transfer, location);
    }
  }
  if ((status == 429 || status == 503) && waits(transfer, status)) return;
  // Many servers know HEAD badly; a page is what GET gives. One that says when to come again has understood.
  const bool told_when = status == 503 && info<curl_off_t>(transfer.easy, CURLINFO_RETRY_AFTER) > 0;
  const bool refused = status == 0 || (status >= 400 && status != 429 && !told_when);
  if (!refused || question.get) return tell(question, LinkReason::status, status);
  question.get = true;
  again(*transfer.host, std::move(question));
}

void Asking::follow(Transfer& transfer, const std::string& location) {
  Question& question = transfer.question;
  const auto next = asked_address(location);
  if (!next) return tell(question, LinkReason::bad_address);
  if (++question.redirects > most_redirects) {
    question.moved_to.clear();
    return tell(question, LinkReason::redirects);
  }
  if (question.permanent) question.moved_to = *next;
  question.now = *next;
  again(hosts_[asked_host(*next)], std::move(question));
}

// A host that is asked too much may say when to come again. It is heard once for an address; one that is not content
// with that is left alone.
bool Asking::waits(Transfer& transfer, int status) {
  const std::chrono::seconds wished(info<curl_off_t>(transfer.easy, CURLINFO_RETRY_AFTER));
  Question& question = transfer.question;
  if (wished <= 0s || wished > most_patience || question.waited) {
    if (status == 429) transfer.host->closed = true;
    return false;
  }
  transfer.host->free_at = Clock::now() + std::max<Clock::duration>(wished, manners_.pause);
  question.waited = true;
  again(*transfer.host, std::move(question));
  return true;
}

LinkReason Asking::reason_of(const Transfer& transfer, CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST: return reason_without_address(transfer);
    case CURLE_COULDNT_CONNECT:
      if (transfer.refused_socket) return LinkReason::private_address;
      return info<long>(transfer.easy, CURLINFO_OS_ERRNO) == ECONNREFUSED ? LinkReason::refused
                                                                          : LinkReason::unreachable;
    case CURLE_OPERATION_TIMEDOUT: return has_machine(transfer) ? LinkReason::timed_out : LinkReason::name_service;
    case CURLE_PEER_FAILED_VERIFICATION: return LinkReason::certificate;
    case CURLE_COULDNT_RESOLVE_PROXY: return LinkReason::unreachable;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return LinkReason::bad_address;
    default: return LinkReason::broken;
  }
}

// Once the name service was away, the rest is not worth waiting for it again.
LinkReason Asking::reason_without_address(const Transfer& transfer) {
  if (name_service_away_) return LinkReason::name_service;
  if (is_unknown_name(asked_host(transfer.question.now))) return LinkReason::host_not_found;
  name_service_away_ = true;
  return LinkReason::name_service;
}

}  // namespace

std::optional<std::string> asked_address(std::string_view written) {
  if (written.size() > longest_address_bytes) return std::nullopt;
  const Utf8Locale utf8;
  const Url url(curl_url());
  if (url == nullptr) throw std::runtime_error("cannot read a web address: no memory");
  const std::string text(written);
  if (curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE | CURLU_DISALLOW_USER) != CURLUE_OK)
    return std::nullopt;
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  const std::string scheme = part_of(url.get(), CURLUPART_SCHEME);
  std::string host = part_of(url.get(), CURLUPART_HOST, CURLU_PUNYCODE);
  to_lower_ascii(host);
  if ((scheme != "http" && scheme != "https") || host.empty()) return std::nullopt;
  if (curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0) != CURLUE_OK) return std::nullopt;
  std::string address = part_of(url.get(), CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  return address.empty() ? std::nullopt : std::optional(std::move(address));
}

std::string asked_host(const std::string& address) {
  const Url url(curl_url());
  if (url == nullptr || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return {};
  return part_of(url.get(), CURLUPART_HOST);
}

bool ask_links(std::span<const std::string> addresses, const LinkManners& manners,
               const std::function<void(const std::string& address, LinkAnswer&& answer)>& told,
               const std::function<bool()>& go_on) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) throw std::runtime_error("libcurl cannot be used");
  Asking asking(manners, told);
  for (const std::string& address : addresses) asking.add(address);
  while (!asking.is_over()) {
    if (!go_on()) return false;
    asking.step();
  }
  return true;
}

}  // namespace pramen::report
