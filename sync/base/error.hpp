#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bildungskiosk::base {

/// One code for each distinct refusal. The programs turn a code into a sentence for people
/// (`sync/cli/messages`, the kiosk's message catalogue); a test walks all codes in both.
/// Codes are never renumbered in logs: their names (`to_string`) are what is written down.
enum class ErrorCode {
  // The system underneath.
  kIo,                // a read or write failed (EIO, ENODEV, …): the medium may have gone
  kNotFound,          // the file, folder or record does not exist (ENOENT, ENOTDIR)
  kPermissionDenied,  // no right to read or write it
  kNoSpace,           // the disk is full, or would be: detail says how many bytes are missing
  kNotAFile,          // a folder, link, FIFO or device where a plain file belongs
  kTooLarge,          // longer than the stated limit
  kCancelled,         // somebody asked to stop
  kBusy,              // another process holds the lock
  kStoreChanged,      // somebody else installed between checking a release and installing it
  kInvalidArgument,   // a value the caller gave is outside what the function takes
  kInternal,          // a library failed in a way that is no one's fault out there

  // Trust (TUF specification 1.0.34, section 5).
  kMalformedMetadata,        // not JSON, duplicate keys, floats, wrong types, too deep
  kUnsupportedSpecVersion,   // `spec_version` is not 1.x
  kWrongSignature,           // the threshold of right signatures was not met
  kOtherOrganisation,        // signed, but by keys of another root of trust
  kMissingRoot,              // a root version in the middle of the chain is not there
  kTooManyRoots,             // more than the allowed rotations in one go
  kTooManyDelegations,       // more delegated roles than allowed
  kWrongRootVersion,         // a root that is not exactly N+1
  kOlderThanInstalled,       // a version below the trusted one
  kSameVersionOtherContent,  // the same version number with other bytes
  kMixedExports,             // metadata of two different releases on one medium
  kMetadataExpired,          // past its expiry at the effective time
  kLengthMismatch,           // shorter or longer than signed
  kHashMismatch,             // other bytes than signed
  kTargetUnknown,            // no role that may speak for the path lists it
  kUnsafePath,               // a role's or target's name would leave its folder
  kUnsupportedKey,           // a key type, curve or size that is not accepted
  kKeyUnusable,              // a private key can't be read (missing, passphrase wrong)
  kNoPackage,                // the source holds no `metadata/` to speak of
  kNotInitialised,           // the store has no root of trust yet
  kTrustDamaged,             // the stored root of trust is damaged

  // The network.
  kInsecureUrl,         // http:// to another machine, or a redirect to it
  kNameNotResolved,     // the server's name has no address
  kServerUnreachable,   // nobody listens there, or there is no way
  kProxyRefused,        // the proxy can't be reached or lets nothing through
  kTimedOut,            // no connection, or fewer bytes a second than the limit, for too long
  kConnectionLost,      // the transfer ended before its end, and could not be resumed
  kTlsFailed,           // no secure connection (protocol version, not TLS at all)
  kCertificateExpired,  // the server's certificate is not valid at the terminal's time
  kCertificateRefused,  // it is of another host, self-signed, or of an unknown authority
  kServerError,         // an answer that is neither the file nor "not there": 5xx, 403, broken HTTP
  kCaptivePortal,       // a web page in place of the file

  // Payload and catalogue.
  kMalformedCompression,  // zstd says no, or the frame grows past its limit
  kMalformedRecord,       // a line of the exchange format that breaks its specification
  kDuplicateId,           // the same offer id twice
  kUnsupportedFormat,     // a format or version this program doesn't read
  kMalformedExport,       // a provider's export file that can't be read as what it claims to be
  kEmptyExport,           // an export file without one record
  kCatalogueDamaged,      // the generation's database does not open or has been altered
  kNoCatalogue,           // nothing installed yet
  kNoEarlierGeneration,   // nothing to roll back to
  kDatabase,              // SQLite refused a statement
  kUpToDate,              // the same content is installed already: not an alarm
};

/// The code's name as it stands in logs and in `--json`, e.g. "wrong-signature". Never null.
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// The way to the server failed, or the server for the moment: nothing is said about the package, and the same may be
/// tried again later.
[[nodiscard]] bool is_of_the_way(ErrorCode code);

/// Every code once, in the order of the enumeration; for tests that walk them all.
[[nodiscard]] const std::vector<ErrorCode>& all_error_codes();

/// An expected failure as a value. `detail` is for logs and for staff: English, one line, names the file,
/// line, version or length that is wrong; it never holds what a visitor typed.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string detail;
};

/// The same error with `context` in front of its detail ("timestamp.json: expired on …").
[[nodiscard]] Error with_context(Error error, std::string_view context);

}  // namespace bildungskiosk::base
