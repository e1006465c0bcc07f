#include "kiosk/print/cups_queue.hpp"

#include <cups/cups.h>

#include <array>
#include <utility>
#include <vector>

#include "kiosk/print/state_reasons.hpp"
#include "sync/base/unique_handle.hpp"

namespace bildungskiosk::print {
namespace {

using base::Error;
using base::ErrorCode;
using Connection = base::UniqueHandle<http_t*, httpClose>;
using Message = base::UniqueHandle<ipp_t*, ippDelete>;

constexpr const char* kUser = "bildungskiosk";
constexpr const char* kJobName = "Bildungskiosk";

int give_up(http_t* /*connection*/, void* /*unused*/) { return 0; }

base::Result<Connection> connect(const CupsServer& server) {
  constexpr int kBlocking = 1;
  const char* const host = server.host.empty() ? cupsServer() : server.host.c_str();
  const int port = server.port == 0 ? ippPort() : server.port;
  Connection connection(
      httpConnect2(host, port, nullptr, AF_UNSPEC, cupsEncryption(), kBlocking, kPrintConnect_ms, nullptr));
  if (!connection) return Error{ErrorCode::kServerUnreachable, "the print system does not answer"};
  httpSetTimeout(connection.get(), kPrintSilence_s, give_up, nullptr);
  return connection;
}

void add_text(ipp_t* request, ipp_tag_t group, ipp_tag_t kind, const char* name, const char* value) {
  ippAddString(request, group, kind, name, nullptr, value);
}

Message request_to(ipp_op_t operation, const std::string& queue) {
  std::array<char, HTTP_MAX_URI> uri{};
  httpAssembleURIf(HTTP_URI_CODING_ALL, uri.data(), static_cast<int>(uri.size()), "ipp", nullptr, "localhost", 0,
                   "/printers/%s", queue.c_str());
  Message request(ippNewRequest(operation));
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", uri.data());
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", kUser);
  return request;
}

std::string path_of(const std::string& queue) { return "/printers/" + queue; }

base::Result<Message> checked(Message answer, const std::string& what) {
  if (!answer) {
    const bool timed_out = cupsLastError() == IPP_STATUS_ERROR_TIMEOUT;
    return Error{timed_out ? ErrorCode::kTimedOut : ErrorCode::kServerError, what + ": " + cupsLastErrorString()};
  }
  const ipp_status_t status = ippGetStatusCode(answer.get());
  // A queue or job that is not there, and a job that has ended.
  const bool gone = status == IPP_STATUS_ERROR_NOT_FOUND || status == IPP_STATUS_ERROR_NOT_POSSIBLE;
  if (gone) return Error{ErrorCode::kNotFound, what};
  if (status >= IPP_STATUS_REDIRECTION_OTHER_SITE) {
    return Error{ErrorCode::kServerError, what + ": " + ippErrorString(status)};
  }
  return answer;
}

/// One request without a document.
base::Result<Message> ask(const CupsServer& server, Message request, const std::string& path, const std::string& what) {
  BILDUNGSKIOSK_TRY(const Connection connection, connect(server));
  return checked(Message(cupsDoRequest(connection.get(), request.release(), path.c_str())), what);
}

std::vector<std::string_view> texts_of(ipp_t* answer, const char* name) {
  std::vector<std::string_view> texts;
  ipp_attribute_t* const attribute = ippFindAttribute(answer, name, IPP_TAG_KEYWORD);
  for (int i = 0; attribute != nullptr && i < ippGetCount(attribute); ++i) {
    const char* const text = ippGetString(attribute, i, nullptr);
    if (text != nullptr) texts.emplace_back(text);
  }
  return texts;
}

int number_of(ipp_t* answer, const char* name, ipp_tag_t kind, int otherwise) {
  ipp_attribute_t* const attribute = ippFindAttribute(answer, name, kind);
  return attribute != nullptr ? ippGetInteger(attribute, 0) : otherwise;
}

PrinterTrouble trouble_in(ipp_t* answer) {
  const std::vector<std::string_view> reasons = texts_of(answer, "printer-state-reasons");
  const PrinterTrouble trouble = trouble_of(reasons);
  if (trouble != PrinterTrouble::kNone) return trouble;
  if (number_of(answer, "printer-state", IPP_TAG_ENUM, IPP_PSTATE_IDLE) == IPP_PSTATE_STOPPED) {
    return PrinterTrouble::kStopped;
  }
  ipp_attribute_t* const accepts = ippFindAttribute(answer, "printer-is-accepting-jobs", IPP_TAG_BOOLEAN);
  const bool refuses = accepts != nullptr && ippGetBoolean(accepts, 0) == 0;
  return refuses ? PrinterTrouble::kRefusesJobs : PrinterTrouble::kNone;
}

JobProgress progress_of(int state) {
  switch (state) {
    case IPP_JSTATE_PENDING:
    case IPP_JSTATE_HELD:
      return JobProgress::kWaiting;
    case IPP_JSTATE_PROCESSING:
    case IPP_JSTATE_STOPPED:
      return JobProgress::kPrinting;
    case IPP_JSTATE_COMPLETED:
      return JobProgress::kPrinted;
    default:
      return JobProgress::kFailed;  // cancelled, aborted, or no state at all
  }
}

Message print_request(const std::string& queue, Media media) {
  Message request = request_to(IPP_OP_PRINT_JOB, queue);
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", kJobName);
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", "application/pdf");
  // The drivers of roll printers name their rolls each in its own way; the queue's usual one is the right one.
  if (media == Media::kA4) add_text(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", "iso_a4_210x297mm");
  // Scaled, a code's modules would be no whole dots any more.
  add_text(request.get(), IPP_TAG_JOB, IPP_TAG_KEYWORD, "print-scaling", "none");
  return request;
}

}  // namespace

CupsQueue::CupsQueue(std::string name, CupsServer server) : name_(std::move(name)), server_(std::move(server)) {}

base::Result<PrinterState> CupsQueue::state() {
  Message request = request_to(IPP_OP_GET_PRINTER_ATTRIBUTES, name_);
  constexpr std::array<const char*, 3> kWanted = {"printer-state", "printer-state-reasons",
                                                  "printer-is-accepting-jobs"};
  ippAddStrings(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(kWanted.size()), nullptr, kWanted.data());
  const auto answer = ask(server_, std::move(request), path_of(name_), "the printer's state");
  if (!answer && answer.error().code == ErrorCode::kNotFound) return PrinterState{};
  if (!answer) return answer.error();
  return PrinterState{true, trouble_in(answer->get())};
}

base::Result<int> CupsQueue::print(base::ByteView pdf, Media media) {
  BILDUNGSKIOSK_TRY(const Connection connection, connect(server_));
  const Message request = print_request(name_, media);
  const std::string path = path_of(name_);
  const std::size_t length = ippLength(request.get()) + pdf.size();
  http_status_t status = cupsSendRequest(connection.get(), request.get(), path.c_str(), length);
  const std::string_view bytes = base::as_text(pdf);
  if (status == HTTP_STATUS_CONTINUE) status = cupsWriteRequestData(connection.get(), bytes.data(), bytes.size());
  Message answer;
  if (status == HTTP_STATUS_CONTINUE) answer.reset(cupsGetResponse(connection.get(), path.c_str()));
  BILDUNGSKIOSK_TRY(const Message printed, checked(std::move(answer), "printing"));
  const int job = number_of(printed.get(), "job-id", IPP_TAG_INTEGER, 0);
  if (job <= 0) return Error{ErrorCode::kServerError, "printing: the job has no number"};
  return job;
}

base::Result<JobProgress> CupsQueue::progress(int job) {
  Message request = request_to(IPP_OP_GET_JOB_ATTRIBUTES, name_);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  const auto answer = ask(server_, std::move(request), path_of(name_), "the job's state");
  if (!answer && answer.error().code == ErrorCode::kNotFound) return JobProgress::kPrinted;
  if (!answer) return answer.error();
  return progress_of(number_of(answer->get(), "job-state", IPP_TAG_ENUM, 0));
}

base::Result<void> CupsQueue::cancel(int job) {
  Message request = request_to(IPP_OP_CANCEL_JOB, name_);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  const auto answer = ask(server_, std::move(request), path_of(name_), "cancelling");
  if (answer || answer.error().code == ErrorCode::kNotFound) return {};
  return answer.error();
}

}  // namespace bildungskiosk::print
