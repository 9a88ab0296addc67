/// Country calling codes and trunk prefixes (ITU-T E.164 and E.123), by ISO 3166-1 alpha-2 code.
enum CallingCodes {
  struct Plan: Sendable {
    let code: String
    /// The digit dialled before a national number, which E.164 drops; empty where there is none.
    let trunk: String
    /// How many digits a national number has, where that is one fixed number.
    let nationalDigits: Int?
  }

  static func plan(for country: String) -> Plan? { plans[country.uppercased()] }

  private static let plans: [String: Plan] = {
    var plans: [String: Plan] = [:]
    for country in northAmerica { plans[country] = Plan(code: "1", trunk: "1", nationalDigits: 10) }
    for (trunk, table) in [("0", trunkZero), ("8", trunkEight), ("", noTrunk)] {
      for (country, code) in table { plans[country] = Plan(code: code, trunk: trunk, nationalDigits: nil) }
    }
    plans["HU"] = Plan(code: "36", trunk: "06", nationalDigits: nil)
    return plans
  }()

  private static let northAmerica = [
    "US", "CA", "PR", "DO", "JM", "BS", "BB", "TT", "GU", "VI", "AS", "MP", "AG", "AI", "BM", "DM", "GD", "KN", "KY",
    "LC", "MS", "SX", "TC", "VC", "VG",
  ]

  private static let trunkZero: [String: String] = [
    "AE": "971", "AF": "93", "AL": "355", "AM": "374", "AR": "54", "AT": "43", "AU": "61", "BA": "387", "BD": "880",
    "BE": "32", "BG": "359", "BO": "591", "BR": "55", "CH": "41", "CN": "86", "CO": "57", "CU": "53", "DE": "49",
    "DZ": "213", "EC": "593", "EG": "20", "ET": "251", "FI": "358", "FR": "33", "GB": "44", "GE": "995", "GH": "233",
    "HR": "385", "ID": "62", "IE": "353", "IL": "972", "IN": "91", "IQ": "964", "IR": "98", "JO": "962", "JP": "81",
    "KE": "254", "KG": "996", "KH": "855", "KR": "82", "LB": "961", "LK": "94", "LY": "218", "MA": "212", "MD": "373",
    "ME": "382", "MK": "389", "MM": "95", "MN": "976", "MY": "60", "NA": "264", "NG": "234", "NL": "31", "NP": "977",
    "NZ": "64", "PE": "51", "PH": "63", "PK": "92", "PY": "595", "RO": "40", "RS": "381", "RU": "7", "SA": "966",
    "SD": "249", "SE": "46", "SI": "386", "SK": "421", "SY": "963", "TH": "66", "TR": "90", "TW": "886", "TZ": "255",
    "UA": "380", "UG": "256", "UY": "598", "UZ": "998", "VE": "58", "VN": "84", "YE": "967", "ZA": "27", "ZM": "260",
    "ZW": "263",
  ]

  private static let trunkEight: [String: String] = ["BY": "375", "KZ": "7", "LT": "370", "TM": "993"]

  private static let noTrunk: [String: String] = [
    "BH": "973", "CL": "56", "CR": "506", "CY": "357", "CZ": "420", "DK": "45", "EE": "372", "ES": "34", "GR": "30",
    "GT": "502", "HK": "852", "HN": "504", "IS": "354", "IT": "39", "KW": "965", "LU": "352", "LV": "371", "MO": "853",
    "MT": "356", "MX": "52", "NI": "505", "NO": "47", "OM": "968", "PA": "507", "PL": "48", "PT": "351", "QA": "974",
    "SG": "65", "SN": "221", "SV": "503", "TN": "216",
  ]
}
