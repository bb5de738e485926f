#include "pipeline/review/server.hpp"

#include <httplib.h>
#include <sys/random.h>
#include <sys/socket.h>

#include <array>
#include <nlohmann/json.hpp>

#include "pipeline/error.hpp"
#include "pipeline/review/api.hpp"
#include "pipeline/review/page.hpp"

namespace bearout::review {

namespace {

constexpr std::uint16_t kPortsToTry = 20;
constexpr std::size_t kThreads = 12;  // a browser holds six connections open for every page
constexpr std::size_t kMostRequestBytes = std::size_t{4} << 20;
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

/// 128 bits from the system, as letters and digits.
std::string random_token() {
  std::array<unsigned char, 16> bytes{};
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    throw pipeline::Error("the system gives no random numbers");
  std::string token;
  for (const unsigned char byte : bytes) {
    token += "0123456789abcdef"[byte >> 4U];
    token += "0123456789abcdef"[byte & 15U];
  }
  return token;
}

/// In the same time wherever they differ.
bool is_equal(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    difference |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return difference == 0;
}

void set_error(httplib::Response& response, int status, const char* why) {
  response.status = status;
  response.set_header("Connection", "close");  // the request's body was not read
  response.set_content(nlohmann::json{{"error", why}}.dump(), "application/json");
}

}  // namespace

struct Server::State {
  explicit State(Desk& its_desk) : desk(&its_desk), token(random_token()) {}

  [[nodiscard]] bool is_own_host(const std::string& host) const {
    return host == "127.0.0.1:" + std::to_string(port) || host == "localhost:" + std::to_string(port);
  }

  /// True if the request may go on; else the response says why not.
  bool admit(const httplib::Request& request, httplib::Response& response) const {
    if (!is_own_host(request.get_header_value("Host"))) {
      set_error(response, 421, "this address is not served here");
      return false;
    }
    const std::string origin = request.get_header_value("Origin");
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    const bool own_origin =
        origin.empty() || (origin.rfind("http://", 0) == 0 && is_own_host(origin.substr(7)));
    if (!own_origin || (!site.empty() && site != "same-origin" && site != "none")) {
      set_error(response, 403, "another site may not ask for this");
      return false;
    }
    if (request.path.rfind("/api/", 0) != 0) return true;
    if (!is_equal(request.get_header_value("Authorization"), "Bearer " + token)) {
      set_error(response, 401,
                "open the address that `bearout review` has printed: this one is of another day");
      return false;
    }
    if (request.method == "POST" && request.get_header_value("Content-Type") != "application/json") {
      set_error(response, 415, "a request is JSON");
      return false;
    }
    return true;
  }

  void answer_api(const httplib::Request& request, httplib::Response& response) const {
    Request asked;
    for (const auto& parameter : request.params) asked.query.insert(parameter);
    asked.body = request.body;
    const Reply reply = answer(*desk, request.method, request.path.substr(5), asked);
    response.status = reply.status;
    response.set_content(reply.json, "application/json");
  }

  void set_up();

  Desk* desk;
  std::string token;
  std::uint16_t port = 0;
  httplib::Server server;
};

void Server::State::set_up() {
  server.new_task_queue = [] { return new httplib::ThreadPool(kThreads); };  // httplib owns it
  server.set_payload_max_length(kMostRequestBytes);
  server.set_keep_alive_max_count(10'000);
  server.set_tcp_nodelay(true);
  // Not SO_REUSEPORT, httplib's own choice: two desks would share a port and answer in turns.
  server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  });
  server.set_default_headers({{"Content-Security-Policy", kPolicy},
                              {"X-Content-Type-Options", "nosniff"},
                              {"X-Frame-Options", "DENY"},
                              {"Referrer-Policy", "no-referrer"},
                              {"Cross-Origin-Opener-Policy", "same-origin"},
                              {"Cross-Origin-Resource-Policy", "same-origin"},
                              {"Cache-Control", "no-store"}});
  server.set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
    return admit(request, response) ? httplib::Server::HandlerResponse::Unhandled
                                    : httplib::Server::HandlerResponse::Handled;
  });
  for (const PageFile& file : page_files()) {
    server.Get(std::string("/") + std::string(file.name == "index.html" ? "" : file.name),
               [file](const httplib::Request&, httplib::Response& response) {
                 response.set_content(file.content.data(), file.content.size(), std::string(file.type));
               });
  }
  const auto api = [this](const httplib::Request& request, httplib::Response& response) {
    answer_api(request, response);
  };
  server.Get("/api/.*", api);
  server.Post("/api/.*", api);
}

Server::Server(Desk& desk, std::uint16_t port) : state_(std::make_unique<State>(desk)) {
  state_->set_up();
  for (std::uint16_t tried = port; tried <= port + kPortsToTry && tried >= port; ++tried) {
    if (!state_->server.bind_to_port("127.0.0.1", tried)) continue;
    state_->port = tried;
    return;
  }
  throw pipeline::Error("ports " + std::to_string(port) + " to " + std::to_string(port + kPortsToTry) +
                        " are all in use; name another with --port");
}

Server::~Server() = default;

std::string Server::address() const {
  return "http://127.0.0.1:" + std::to_string(state_->port) + "/#" + state_->token;
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::serve() {
  state_->server.listen_after_bind();
}

void Server::stop() {
  state_->server.stop();
}

}  // namespace bearout::review
