#pragma once

#include <string>

#include "kiosk/print/print_queue.hpp"

namespace bildungskiosk::print {

/// Connecting, and the silence between two packets, take no longer.
inline constexpr int kPrintConnect_ms = 2'000;
inline constexpr int kPrintSilence_s = 5;

/// Where the print system listens.
struct CupsServer {
  std::string host;  // a name, or the path of a socket; empty: as CUPS is configured on this machine
  int port = 0;      // 0: likewise; of no meaning for a socket
};

/// A queue of CUPS, over IPP (RFC 8011). A connection for each request: the daemon may be started anew at any time. The
/// job is named "Bildungskiosk" and belongs to "bildungskiosk"; nothing of the visit is in either.
class CupsQueue final : public PrintQueue {
 public:
  explicit CupsQueue(std::string name, CupsServer server = {});

  base::Result<PrinterState> state() override;
  base::Result<int> print(base::ByteView pdf, Media media) override;
  base::Result<JobProgress> progress(int job) override;
  base::Result<void> cancel(int job) override;

 private:
  const std::string name_;
  const CupsServer server_;
};

}  // namespace bildungskiosk::print
