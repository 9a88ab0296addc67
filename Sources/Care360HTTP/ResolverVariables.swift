/// The environment variables through which anyone who can set them can redirect a host name: the C library looks names
/// up and obeys these variables (hostname(7), resolv.conf(5), host.conf(5)).
package enum ResolverVariables {
  /// Remove these from the environment when the process starts: later, another thread may be reading it.
  package static let names = ["HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "RESOLV_HOST_CONF"]
}
