#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "pipeline/review/desk.hpp"

namespace bearout::review {

/// Serves a desk's page and its interface to the browser on this machine, and to nobody else: bound to
/// 127.0.0.1; the interface needs the token of the printed address; a foreign Host or Origin is refused (no
/// DNS rebinding, no posting from another site); a strict Content-Security-Policy, and no text is ever read
/// as HTML.
class Server {
 public:
  /// Binds to `port`, or to the next that is free within the twenty behind it. Throws pipeline::Error if none
  /// is.
  Server(Desk& desk, std::uint16_t port);
  ~Server();

  /// http://127.0.0.1:PORT/#TOKEN: what stands behind # never leaves the browser.
  [[nodiscard]] std::string address() const;
  [[nodiscard]] std::uint16_t port() const;
  /// Serves until stop() is called, from another thread or a signal handler's.
  void serve();
  void stop();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace bearout::review
