/// The environment variables by which whoever sets them can lead a name to another host: the look-up of names belongs to
/// the C library, which obeys them (hostname(7), resolv.conf(5), host.conf(5)).
package enum ResolverVariables {
  /// To be taken out of the environment when the process starts: later, another thread may be reading it.
  package static let names = ["HOSTALIASES", "LOCALDOMAIN", "RES_OPTIONS", "RESOLV_HOST_CONF"]
}
