#include "pipeline/review/server.hpp"

#include <doctest/doctest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "tests/corpus/scratch_folder.hpp"
#include "tests/pipeline/review/desk_fixture.hpp"

namespace bearout::review {
namespace {

/// A server on a thread, as a browser meets it.
struct Served {
  Served() : client("127.0.0.1", server.port()) {
    const std::string address = server.address();
    token = address.substr(address.find('#') + 1);
    client.set_keep_alive(true);
    while (!client.Get("/")) std::this_thread::yield();
  }
  ~Served() {
    server.stop();
    serving.join();
  }
  [[nodiscard]] httplib::Headers with_token() const { return {{"Authorization", "Bearer " + token}}; }
  [[nodiscard]] static std::filesystem::path made(const std::filesystem::path& path) {
    tests::make_reviewable(path);
    return path;
  }

  tests::ScratchFolder folder;
  Desk desk{{made(folder.path() / "results"), "ana", {}, nullptr}};
  Server server{desk, 18'421};
  std::thread serving{[this] { server.serve(); }};
  httplib::Client client;
  std::string token;
};

TEST_CASE("the page is served, its policy is strict") {
  Served served;
  const auto page = served.client.Get("/");
  REQUIRE(page);
  CHECK(page->status == 200);
  CHECK(page->body.find("<!doctype html>") == 0);
  const std::string policy = page->get_header_value("Content-Security-Policy");
  CHECK(policy.find("default-src 'none'") == 0);
  CHECK(policy.find("unsafe") == std::string::npos);
  CHECK(page->get_header_value("X-Content-Type-Options") == "nosniff");
  CHECK(page->body.find("<script>") == std::string::npos);  // nothing inline
  CHECK(served.client.Get("/main.js")->get_header_value("Content-Type").find("text/javascript") == 0);
  CHECK(served.client.Get("/nothing")->status == 404);
  CHECK(served.client.Get("/../review/review.sqlite")->status == 404);
}

TEST_CASE("the interface needs the token of the address") {
  Served served;
  CHECK(served.client.Get("/api/state")->status == 401);
  CHECK(served.client.Get("/api/state", {{"Authorization", "Bearer " + std::string(32, '0')}})->status ==
        401);
  CHECK(served.client.Get("/api/state", served.with_token())->status == 200);
}

TEST_CASE("other hosts and other sites are refused") {
  Served served;
  auto headers = served.with_token();
  headers.emplace("Host", "attacker.example:80");
  CHECK(served.client.Get("/api/state", headers)->status == 421);
  headers = served.with_token();
  headers.emplace("Origin", "https://attacker.example");
  CHECK(served.client.Post("/api/undo", headers, "{}", "application/json")->status == 403);
  headers = served.with_token();
  headers.emplace("Sec-Fetch-Site", "cross-site");
  CHECK(served.client.Get("/api/state", headers)->status == 403);
  headers = served.with_token();
  headers.emplace("Origin", "http://127.0.0.1:" + std::to_string(served.server.port()));
  CHECK(served.client.Post("/api/undo", headers, "{}", "application/json")->status == 200);
  // A form of another site can post as text without asking first.
  CHECK(served.client.Post("/api/undo", served.with_token(), "{}", "text/plain")->status == 415);
}

TEST_CASE("a decision over HTTP is in the store when the answer comes") {
  Served served;
  const nlohmann::json body{{"label", "accept"},
                            {"acts",
                             {{{"kind", "mapping"},
                               {"document", "c1"},
                               {"start", 13},
                               {"end", 25},
                               {"text", "It helps me."},
                               {"outcome", "1"},
                               {"decision", "accept"}}}}};
  const auto reply = served.client.Post("/api/decide", served.with_token(), body.dump(), "application/json");
  REQUIRE(reply);
  CHECK(reply->status == 200);
  const pipeline::DecisionsStore store(served.folder.path() / "results");
  CHECK(store.current().size() == 1);
}

TEST_CASE("a request beyond all measure is refused") {
  Served served;
  const auto reply = served.client.Post("/api/decide", served.with_token(),
                                        std::string(std::size_t{5} << 20, 'x'), "application/json");
  CHECK((!reply || reply->status == 413));
  CHECK(served.client.Get("/api/state", served.with_token())->status == 200);
}

TEST_CASE("a port in use: the next is taken") {
  Served served;
  Server second(served.desk, served.server.port());
  CHECK(second.port() == served.server.port() + 1);
}

}  // namespace
}  // namespace bearout::review
