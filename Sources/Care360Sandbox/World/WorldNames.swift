/// The stock that generated customers are named from: as written, and in ASCII for the e-mail address.
enum WorldNames {
  static let given: [(String, String)] = [
    ("Ada", "ada"), ("Amélie", "amelie"), ("Björn", "bjorn"), ("Chloé", "chloe"), ("Daniel", "daniel"),
    ("Élise", "elise"), ("Farah", "farah"), ("Gita", "gita"), ("Håkon", "hakon"), ("Inês", "ines"), ("José", "jose"),
    ("Kemi", "kemi"), ("Łukasz", "lukasz"), ("María", "maria"), ("Nguyễn", "nguyen"), ("Olena", "olena"),
    ("Przemysław", "przemyslaw"), ("Quinn", "quinn"), ("Renée", "renee"), ("Søren", "soren"), ("Tamsin", "tamsin"),
    ("Uma", "uma"), ("Víctor", "victor"), ("Wren", "wren"), ("Ximena", "ximena"), ("Yusuf", "yusuf"), ("Zoë", "zoe"),
    ("陽菜", "hina"), ("志明", "zhiming"), ("지우", "jiwoo"), ("ليلى", "layla"), ("עומר", "omer"), ("Ольга", "olga"),
    ("Νίκος", "nikos"), ("Anne-Marie", "annemarie"),
  ]

  static let family: [(String, String)] = [
    ("Abara", "abara"), ("Bélanger", "belanger"), ("Castañeda", "castaneda"), ("D’Angelo", "dangelo"),
    ("Eriksson", "eriksson"), ("Fernández de la Vega", "fernandez"), ("Grünwald", "grunwald"), ("Hadžić", "hadzic"),
    ("Ito", "ito"), ("Jónsdóttir", "jonsdottir"), ("Kowalczyk", "kowalczyk"), ("Løvenskiold", "lovenskiold"),
    ("Mbeki", "mbeki"), ("Núñez", "nunez"), ("O'Connor", "oconnor"), ("Popescu", "popescu"), ("Quiroga", "quiroga"),
    ("Rossi", "rossi"), ("Şahin", "sahin"), ("Trần", "tran"), ("Ueda", "ueda"), ("Vasquez", "vasquez"),
    ("Wójcik", "wojcik"), ("Yıldız", "yildiz"), ("Zhang", "zhang"), ("佐藤", "sato"), ("王", "wang"), ("김", "kim"),
    ("الخطيب", "khatib"), ("לוי", "levi"), ("Smith-Okonkwo", "smithokonkwo"), ("van der Berg", "vanderberg"),
  ]

  /// City, state, postal code.
  static let places: [(String, String, String)] = [
    ("Springfield", "IL", "62701"), ("Austin", "TX", "73301"), ("Portland", "OR", "97201"), ("Albany", "NY", "12201"),
    ("Boise", "ID", "83702"), ("Miami", "FL", "33101"), ("Denver", "CO", "80201"), ("Fargo", "ND", "58102"),
  ]

  /// Area codes of generated phone numbers; each holds a hundred fictitious numbers, 555-0100 to 555-0199.
  static let areas = ["212", "303", "312", "404", "415", "503", "512", "617", "702", "808"]

  static let staff: [(String, String, String, String?)] = [
    ("Helen", "Moreau", "CASEWORKER", "MD"), ("Samuel", "Adeyemi", "CASEWORKER", "DO"),
    ("Ingrid", "Hallström", "CASEWORKER", "NP"), ("Tomás", "Reyes", "CASEMANAGER", nil),
    ("Grace", "Liu", "CASEMANAGER", nil),
  ]
}
