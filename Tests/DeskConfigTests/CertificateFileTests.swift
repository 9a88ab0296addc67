import Testing

@testable import DeskConfig

struct CertificateFileTests {
  static let pem = """
    -----BEGIN CERTIFICATE-----
    MIIBhjCCAS2gAwIBAgIUKZg80Vg2T3gjRG6RCugrLwUnoU4wCgYIKoZIzj0EAwIw
    GTEXMBUGA1UEAwwOc2l0ZS1hdXRob3JpdHkwHhcNMjYxMTI4MTcyMzQ4WhcNMzYx
    MTI1MTcyMzQ4WjAZMRcwFQYDVQQDDA5zaXRlLWF1dGhvcml0eTBZMBMGByqGSM49
    AgEGCCqGSM49AwEHA0IABBF/+mCRF15QDXSFvA5/QGEt6xH3v5eu3yd8shGRSG2H
    DADcZRBU8Fmhhf5gfOvA8uN1KNcMKCmgffyZDOHTrbqjUzBRMB0GA1UdDgQWBBQm
    IJGS1BXaGB2rzjeg2bX29ij64DAfBgNVHSMEGDAWgBQmIJGS1BXaGB2rzjeg2bX2
    9ij64DAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIEjWOsnBBoom
    ZoH+M5vZPCI+T0Od7ppQP3aZ4elWbctWAiB8C22Y3TPj6nYPlJMiUEjHKKaiLg/x
    BKM60+PQsYk0qQ==
    -----END CERTIFICATE-----
    """
  private static let begin = "-----BEGIN CERTIFICATE-----"
  private static let end = "-----END CERTIFICATE-----"

  private func read(_ text: String) -> Result<Int, CertificateFile.Problem> {
    Result { () throws(CertificateFile.Problem) in try CertificateFile.certificates(in: Array(text.utf8)).count }
  }

  private static let good: [(String, Int)] = [
    (pem, 1), ("\u{FEFF}\(pem)", 1), ("\(pem)\n\(pem)\n", 2), (pem + pem, 2),
    ("# the site's own\nsubject=CN\n\n\(pem)\ntext\r\n\(pem.replacing("\n", with: "\r\n"))", 2),
    (pem.replacing("\n", with: " \n\t"), 1),
    ("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n" + pem, 1),
  ]

  @Test(arguments: good) func everyCertificateOfAFileIsTaken(_ text: String, _ count: Int) throws {
    #expect(try read(text).get() == count)
  }

  private static let bad: [(String, Int)] = [
    ("\(pem)\n\(pem.replacing("MIIB", with: "MII!"))", 2), ("\(pem)\n\(begin)\n\(end)\n", 2),
    ("\(pem)\n\(begin)\nAAAA\n\(end)\n\(pem)", 2), (pem + pem.replacing(end, with: ""), 2),
    (pem.replacing("BKM60+PQsYk0qQ==", with: "") + pem, 1), (pem.replacing("MIIBhjCC", with: "MIIBhjCD"), 1),
    (begin, 1), (begin + pem, 1),
  ]

  @Test(arguments: bad) func oneThatCannotBeReadIsNamed(_ text: String, _ number: Int) {
    #expect {
      try read(text).get()
    } throws: {
      ($0 as? CertificateFile.Problem)?.sentence == "Certificate \(number) of the file cannot be read."
    }
  }

  @Test(arguments: ["", "text", "-----BEGIN PRIVATE" + " KEY-----", end]) func aFileMustHoldOne(_ text: String) {
    #expect {
      try read(text).get()
    } throws: {
      ($0 as? CertificateFile.Problem)?.sentence == "This file holds no certificate in PEM form."
    }
  }
}
