"""What the samples say, in the five languages of the sample town."""

from __future__ import annotations

LANGUAGES = ("de", "en", "tr", "uk", "ar")

# Key → German, English, Turkish, Ukrainian, Arabic.
_SAYINGS: dict[str, tuple[str, str, str, str, str]] = {
    # ---- home
    "question": (
        "Was möchten Sie erledigen?",
        "What would you like to do?",
        "Ne yapmak istiyorsunuz?",
        "Що ви хочете зробити?",
        "ماذا تريد أن تنجز؟",
    ),
    "draw": (
        "Nummer ziehen",
        "Take a number",
        "Numara alın",
        "Взяти номер",
        "خذ رقمًا",
    ),
    "draw_sub": (
        "Ohne Termin warten",
        "Wait without an appointment",
        "Randevusuz bekleyin",
        "Почекати без запису",
        "الانتظار بلا موعد",
    ),
    "bring": (
        "Was muss ich mitbringen?",
        "What do I need to bring?",
        "Yanımda ne getirmeliyim?",
        "Що взяти з собою?",
        "ماذا أحضر معي؟",
    ),
    "bring_sub": (
        "Unterlagen und Kosten",
        "Documents and fees",
        "Belgeler ve ücretler",
        "Документи й вартість",
        "المستندات والرسوم",
    ),
    "follow_tile": (
        "Wie lange dauert es noch?",
        "How much longer will it take?",
        "Daha ne kadar sürer?",
        "Скільки ще чекати?",
        "كم بقي من الوقت؟",
    ),
    "hours_tile": (
        "Wann ist geöffnet?",
        "When are you open?",
        "Ne zaman açık?",
        "Коли відчинено?",
        "متى يكون المكتب مفتوحًا؟",
    ),
    "departments": (
        "Bereiche und Wartezeiten",
        "Departments and waiting times",
        "Birimler ve bekleme süreleri",
        "Відділи та час очікування",
        "الأقسام وأوقات الانتظار",
    ),
    "as_of": (
        "Stand 10:42 Uhr",
        "As of 10:42",
        "Saat 10:42",
        "Станом на 10:42",
        "حتى الساعة 10:42",
    ),
    "date": (
        "Mo., 23. November",
        "Mon, 23 November",
        "23 Kasım Pazartesi",
        "пн, 23 листопада",
        "الاثنين، 23 نوفمبر",
    ),
    "time": ("10:42 Uhr", "10:42", "10:42", "10:42", "10:42"),
    "notice": (
        "Heute schließen wir schon um 15:00 Uhr. Nummern gibt es bis 14:30 Uhr.",
        "Today we close at 15:00 already. Numbers are given out until 14:30.",
        "Bugün saat 15:00'te kapatıyoruz. Numaralar saat 14:30'a kadar verilir.",
        "Сьогодні ми зачиняємося вже о 15:00. Номери видаємо до 14:30.",
        "نغلق اليوم في الساعة 15:00. تُعطى الأرقام حتى الساعة 14:30.",
    ),
    # ---- departments
    "registration": (
        "Melden und Ausweise",
        "Registration and ID cards",
        "Kayıt ve kimlik kartları",
        "Реєстрація та посвідчення",
        "التسجيل والهويات",
    ),
    "vehicles": (
        "Kfz-Zulassung",
        "Vehicle registration",
        "Araç tescili",
        "Реєстрація авто",
        "تسجيل المركبات",
    ),
    "housing": (
        "Wohngeldstelle",
        "Housing benefit office",
        "Kira yardımı dairesi",
        "Житлова допомога",
        "مكتب دعم السكن",
    ),
    "parents": (
        "Elterngeldstelle",
        "Parental allowance office",
        "Ebeveyn parası dairesi",
        "Допомога батькам",
        "مكتب إعانة الوالدين",
    ),
    "citizenship": (
        "Einbürgerung",
        "Naturalisation",
        "Vatandaşlığa geçiş",
        "Набуття громадянства",
        "التجنيس",
    ),
    "disability": (
        "Schwerbehindertenangelegenheiten",
        "Matters of severe disability",
        "Ağır engellilik işleri",
        "Справи осіб з інвалідністю",
        "شؤون ذوي الإعاقة الشديدة",
    ),
    "foreigners": (
        "Aufenthalt und Niederlassung",
        "Residence and settlement",
        "İkamet ve yerleşim",
        "Перебування та проживання",
        "الإقامة والاستقرار",
    ),
    "civil": (
        "Standesamt",
        "Civil registry",
        "Nüfus dairesi",
        "Відділ РАЦС",
        "مكتب الأحوال المدنية",
    ),
    "trade": (
        "Gewerbeangelegenheiten",
        "Trade and business",
        "Esnaf ve işletme işleri",
        "Підприємництво",
        "شؤون الأعمال التجارية",
    ),
    "lost": ("Fundbüro", "Lost property", "Kayıp eşya", "Бюро знахідок", "المفقودات"),
    "open": ("Geöffnet", "Open", "Açık", "Відчинено", "مفتوح"),
    "busy": ("Viel Betrieb", "Busy", "Yoğun", "Багато людей", "مزدحم"),
    "call": ("Im Gespräch", "In a talk", "Görüşmede", "Розмовляють", "في محادثة"),
    "paused": ("Kurze Pause", "Short break", "Kısa mola", "Перерва", "استراحة قصيرة"),
    "closed": ("Geschlossen", "Closed", "Kapalı", "Зачинено", "مغلق"),
    "min_12": ("ca. 12 Min.", "about 12 min", "yaklaşık 12 dk", "прибл. 12 хв", "نحو 12 دقيقة"),
    "min_45": ("ca. 45 Min.", "about 45 min", "yaklaşık 45 dk", "прибл. 45 хв", "نحو 45 دقيقة"),
    "no_wait": (
        "keine Wartezeit",
        "no waiting",
        "bekleme yok",
        "без черги",
        "بلا انتظار",
    ),
    "opens_13": (
        "öffnet um 13:00 Uhr",
        "opens at 13:00",
        "13:00'te açılır",
        "відчиниться о 13:00",
        "يفتح الساعة 13:00",
    ),
    "room_4": ("Raum 4", "Room 4", "Oda 4", "Кімната 4", "الغرفة 4"),
    "room_9": ("Raum 9", "Room 9", "Oda 9", "Кімната 9", "الغرفة 9"),
    "video": ("per Video", "by video", "video ile", "відео", "عبر الفيديو"),
    # ---- choose, department, search
    "what_for": (
        "Wofür brauchen Sie eine Nummer?",
        "What do you need a number for?",
        "Numara ne için gerekli?",
        "Для чого вам номер?",
        "لماذا تحتاج إلى رقم؟",
    ),
    "move": (
        "Wohnung anmelden oder ummelden",
        "Register or change your address",
        "İkamet kaydı yaptırma veya değiştirme",
        "Зареєструвати або змінити адресу проживання",
        "تسجيل السكن أو تغييره",
    ),
    "card": (
        "Personalausweis beantragen",
        "Apply for an identity card",
        "Kimlik kartı başvurusu",
        "Оформити посвідчення особи",
        "طلب بطاقة هوية",
    ),
    "passport": (
        "Reisepass beantragen",
        "Apply for a passport",
        "Pasaport başvurusu",
        "Оформити закордонний паспорт",
        "طلب جواز سفر",
    ),
    "certificate": (
        "Führungszeugnis beantragen",
        "Apply for a certificate of conduct",
        "Adli sicil belgesi başvurusu",
        "Замовити довідку про несудимість",
        "طلب شهادة حسن السلوك",
    ),
    "collect": (
        "Fertigen Ausweis abholen",
        "Collect a finished ID card",
        "Hazır kimliği teslim alma",
        "Отримати готове посвідчення",
        "استلام الهوية الجاهزة",
    ),
    "resident_id": (
        "Bewohnerparkausweis beantragen",
        "Apply for a resident parking permit",
        "Sakin park kartı başvurusu",
        "Оформити паркувальну картку мешканця",
        "طلب تصريح وقوف للسكان",
    ),
    "about_registration": (
        "Hier melden Sie Ihre Wohnung an und beantragen Ausweise und Bescheinigungen.",
        "Here you register your home and apply for identity cards and certificates.",
        "Burada ikametinizi kaydettirir, kimlik ve belge başvurusu yaparsınız.",
        "Тут ви реєструєте місце проживання та замовляєте посвідчення й довідки.",
        "هنا تسجّل سكنك وتطلب بطاقات الهوية والشهادات.",
    ),
    "wait_fact": (
        "Wartezeit ca. 12 Min., 4 Personen vor Ihnen",
        "Waiting time about 12 min, 4 people before you",
        "Bekleme süresi yaklaşık 12 dk, önünüzde 4 kişi var",
        "Очікування прибл. 12 хв, перед вами 4 людини",
        "مدة الانتظار نحو 12 دقيقة، وأمامك 4 أشخاص",
    ),
    "way": (
        "Geradeaus, dann die zweite Tür links",
        "Straight ahead, then the second door on the left",
        "Düz gidin, sonra soldaki ikinci kapı",
        "Прямо, потім другі двері ліворуч",
        "إلى الأمام ثم الباب الثاني على اليسار",
    ),
    "today": (
        "Heute von 08:00 bis 16:00 Uhr",
        "Today from 08:00 to 16:00",
        "Bugün 08:00 ile 16:00 arası",
        "Сьогодні з 08:00 до 16:00",
        "اليوم من 08:00 إلى 16:00",
    ),
    "other": (
        "Etwas anderes",
        "Something else",
        "Başka bir konu",
        "Інше питання",
        "شيء آخر",
    ),
    "other_sub": (
        "Nummer ohne Anliegen ziehen",
        "Take a number without choosing",
        "Konu seçmeden numara alın",
        "Взяти номер без вибору послуги",
        "خذ رقمًا دون اختيار الخدمة",
    ),
    "german_only": (
        "nur auf Deutsch",
        "in German only",
        "yalnızca Almanca",
        "лише німецькою",
        "بالألمانية فقط",
    ),
    "search_hint": (
        "Zum Beispiel: Reisepass",
        "For example: passport",
        "Örneğin: pasaport",
        "Наприклад: паспорт",
        "مثلًا: جواز سفر",
    ),
    "none_found": (
        "Dazu finden wir nichts. Versuchen Sie ein anderes Wort, oder fragen Sie uns.",
        "We cannot find anything. Try another word, or ask us.",
        "Bir şey bulamadık. Başka bir kelime deneyin veya bize sorun.",
        "Нічого не знайдено. Спробуйте інше слово або запитайте нас.",
        "لم نجد شيئًا. جرّب كلمة أخرى أو اسألنا.",
    ),
    # ---- service
    "summary": (
        "Wenn Sie umgezogen sind, melden Sie Ihre neue Wohnung innerhalb von zwei Wochen an.",
        "If you have moved, register your new home within two weeks.",
        "Taşındıysanız yeni adresinizi iki hafta içinde kaydettirin.",
        "Якщо ви переїхали, зареєструйте нове житло протягом двох тижнів.",
        "إذا انتقلت إلى سكن جديد فسجّله خلال أسبوعين.",
    ),
    "bring_title": (
        "Das brauchen Sie",
        "What you need",
        "Size gerekenler",
        "Вам знадобиться",
        "ما تحتاج إليه",
    ),
    "doc_id": (
        "Personalausweis oder Reisepass",
        "Identity card or passport",
        "Kimlik kartı veya pasaport",
        "Посвідчення особи або паспорт",
        "بطاقة الهوية أو جواز السفر",
    ),
    "doc_landlord": (
        "Wohnungsgeberbestätigung",
        "Confirmation by the landlord",
        "Ev sahibinin onay belgesi",
        "Підтвердження від орендодавця",
        "تأكيد من صاحب السكن",
    ),
    "doc_landlord_note": (
        "Vom Vermieter unterschrieben",
        "Signed by the landlord",
        "Ev sahibi tarafından imzalı",
        "З підписом орендодавця",
        "موقّع من المؤجر",
    ),
    "doc_marriage": (
        "Heirats- und Geburtsurkunden",
        "Marriage and birth certificates",
        "Evlilik ve doğum belgeleri",
        "Свідоцтва про шлюб і народження",
        "شهادات الزواج والميلاد",
    ),
    "if_any": (
        "Wenn vorhanden, bei der ersten Anmeldung in Deutschland",
        "If you have them, when you register in Germany for the first time",
        "Varsa, Almanya'da ilk kayıtta",
        "Якщо є, під час першої реєстрації в Німеччині",
        "إن وُجدت، عند التسجيل الأول في ألمانيا",
    ),
    "no_documents": (
        "Was Sie mitbringen müssen, sagen wir Ihnen am Schalter.",
        "At the desk we will tell you what you need to bring.",
        "Neler getirmeniz gerektiğini gişede söyleriz.",
        "Що потрібно взяти, ми скажемо біля стійки.",
        "نخبرك عند المكتب بما يجب إحضاره.",
    ),
    "costs": ("Kosten", "Fee", "Ücret", "Вартість", "الرسوم"),
    "free": ("kostenlos", "free of charge", "ücretsiz", "безкоштовно", "مجانًا"),
    "duration": (
        "Dauer am Schalter",
        "Time at the desk",
        "Gişedeki süre",
        "Час біля стійки",
        "المدة عند المكتب",
    ),
    "ten_minutes": (
        "ca. 10 Minuten",
        "about 10 minutes",
        "yaklaşık 10 dakika",
        "приблизно 10 хвилин",
        "نحو 10 دقائق",
    ),
    "take": (
        "Nummer ziehen",
        "Take a number",
        "Numara alın",
        "Взяти номер",
        "خذ رقمًا",
    ),
    "take_sub": (
        "Sie warten ca. 12 Minuten",
        "You will wait about 12 minutes",
        "Yaklaşık 12 dakika beklersiniz",
        "Ви чекатимете прибл. 12 хвилин",
        "ستنتظر نحو 12 دقيقة",
    ),
    "print_list": (
        "Liste drucken",
        "Print list",
        "Listeyi yazdır",
        "Надрукувати список",
        "طباعة القائمة",
    ),
    "list_printing": (
        "Ihre Liste wird gedruckt.",
        "Your list is being printed.",
        "Listeniz yazdırılıyor.",
        "Ваш список друкується.",
        "جارٍ طباعة قائمتك.",
    ),
    "list_taken": (
        "Bitte Liste entnehmen.",
        "Please take your list.",
        "Lütfen listenizi alın.",
        "Візьміть, будь ласка, список.",
        "يرجى أخذ القائمة.",
    ),
    "list_blocked": (
        "Ihre Liste kommt von selbst heraus, sobald der Drucker wieder druckt.",
        "Your list will come out by itself as soon as the printer prints again.",
        "Yazıcı yeniden yazdırınca listeniz kendiliğinden çıkar.",
        "Ваш список вийде сам, щойно принтер знову запрацює.",
        "ستخرج قائمتك تلقائيًا عندما تعود الطابعة إلى العمل.",
    ),
    "list_failed": (
        "Ihre Liste konnte nicht gedruckt werden. Bitte fragen Sie uns.",
        "Your list could not be printed. Please ask us.",
        "Listeniz yazdırılamadı. Lütfen bize sorun.",
        "Не вдалося надрукувати ваш список. Зверніться, будь ласка, до нас.",
        "تعذرت طباعة قائمتك. يرجى سؤالنا.",
    ),
    "list_ask": (
        "Falls keine Liste herauskam, drucken Sie bitte noch einmal.",
        "If no list came out, please print it again.",
        "Liste çıkmadıysa lütfen yeniden yazdırın.",
        "Якщо список не вийшов, надрукуйте, будь ласка, ще раз.",
        "إذا لم تخرج القائمة، فيرجى طباعتها مرة أخرى.",
    ),
    "no_take": (
        "Heute gibt es keine Nummern mehr. Morgen öffnen wir um 08:00 Uhr.",
        "No more numbers today. Tomorrow we open at 08:00.",
        "Bugün artık numara yok. Yarın saat 08:00'de açıyoruz.",
        "Сьогодні номерів більше немає. Завтра відчиняємося о 08:00.",
        "لا توجد أرقام أخرى اليوم. نفتح غدًا الساعة 08:00.",
    ),
    "details": (
        "Die Meldepflicht gilt für alle, die in Deutschland eine Wohnung beziehen. Sie können sich "
        "auch von einer anderen Person vertreten lassen. Dann braucht diese Person eine Vollmacht "
        "und Ihren Ausweis.\nFür Kinder unter 16 Jahren melden die Eltern die Wohnung an. Wenn nur "
        "ein Elternteil mit umzieht, brauchen wir die Einwilligung des anderen.\nWer sich nicht "
        "rechtzeitig anmeldet, muss mit einem Bußgeld rechnen. Bringen Sie die Bestätigung des "
        "Wohnungsgebers unbedingt mit. Der Mietvertrag reicht nicht aus.\nNach der Anmeldung "
        "erhalten Sie sofort eine Meldebestätigung. Ihre Steuernummer kommt einige Wochen später "
        "mit der Post.",
        "Everybody who moves into a home in Germany must register. Somebody else may do this for "
        "you. This person needs your written authority and your identity card.\nParents register "
        "their children under 16. If only one parent moves, we need the consent of the other.\n"
        "Whoever registers late may have to pay a fine. Please bring the confirmation of the "
        "landlord in any case. The rental contract is not enough.\nAfter registering you receive a "
        "confirmation at once. Your tax number will come by post some weeks later.",
        "Almanya'da bir eve taşınan herkes kayıt yaptırmak zorundadır. Başka biri de sizi temsil "
        "edebilir. Bu kişinin vekaletname ve kimliğinize ihtiyacı vardır.\n16 yaşından küçük "
        "çocukların kaydını ebeveynleri yapar.",
        "Кожен, хто вселяється в житло в Німеччині, зобов'язаний зареєструватися. Вас може "
        "представляти інша особа. Їй потрібні довіреність і ваше посвідчення.\nДітей до 16 років "
        "реєструють батьки.",
        "على كل من ينتقل إلى سكن في ألمانيا أن يسجّل نفسه. ويمكن لشخص آخر أن يمثلك. ويحتاج هذا "
        "الشخص إلى توكيل وإلى بطاقة هويتك.\nيسجّل الوالدان الأطفال دون السادسة عشرة.",
    ),
    # ---- ticket
    "your_number": ("Ihre Nummer", "Your number", "Numaranız", "Ваш номер", "رقمك"),
    "ahead": (
        "4 Personen sind vor Ihnen",
        "4 people are before you",
        "Önünüzde 4 kişi var",
        "Перед вами 4 людини",
        "أمامك 4 أشخاص",
    ),
    "wait": (
        "Wartezeit ca. 12 bis 18 Minuten",
        "Waiting time about 12 to 18 minutes",
        "Bekleme süresi yaklaşık 12 ile 18 dakika",
        "Очікування приблизно від 12 до 18 хвилин",
        "مدة الانتظار نحو 12 إلى 18 دقيقة",
    ),
    "where": (
        "Wartebereich A im Erdgeschoss",
        "Waiting area A on the ground floor",
        "Zemin katta bekleme alanı A",
        "Зона очікування A на першому поверсі",
        "منطقة الانتظار A في الطابق الأرضي",
    ),
    "follow": (
        "Mit dem Handy verfolgen, wann Sie dran sind. Oder hier mit diesem Code:",
        "Follow with your phone when it is your turn. Or here with this code:",
        "Sıranızı telefonunuzdan izleyin. Veya burada bu kodla:",
        "Стежте з телефона, коли ваша черга. Або тут за цим кодом:",
        "تابع دورك بالهاتف، أو هنا بهذا الرمز:",
    ),
    "printing": (
        "Ihre Wartemarke wird gedruckt.",
        "Your ticket is being printed.",
        "Sıra fişiniz basılıyor.",
        "Ваш талон друкується.",
        "تُطبع الآن تذكرة دورك.",
    ),
    "taken": (
        "Bitte nehmen Sie Ihre Wartemarke unten heraus.",
        "Please take your ticket from the slot below.",
        "Lütfen sıra fişinizi aşağıdan alın.",
        "Будь ласка, візьміть талон унизу.",
        "يُرجى أخذ تذكرتك من الأسفل.",
    ),
    "blocked": (
        "Ihre Marke kommt von selbst heraus, sobald der Drucker wieder druckt. Ihre Nummer gilt "
        "schon jetzt: Sie müssen nicht darauf warten.",
        "Your ticket will come out by itself as soon as the printer prints again. Your number is "
        "valid already: you do not have to wait for it.",
        "Yazıcı yeniden yazdırınca fişiniz kendiliğinden çıkar. Numaranız şimdiden geçerlidir: "
        "Fişi beklemeniz gerekmez.",
        "Ваш талон вийде сам, щойно принтер знову запрацює. Ваш номер уже дійсний: чекати на "
        "талон не потрібно.",
        "ستخرج تذكرتك تلقائيًا عندما تعود الطابعة إلى العمل. رقمك صالح من الآن: لا حاجة إلى "
        "انتظارها.",
    ),
    "failed": (
        "Es kommt keine Marke heraus. Ihre Nummer gilt trotzdem: Bitte merken Sie "
        "sich die Nummer oder fotografieren Sie den Code.",
        "No ticket will come out. Your number is still valid: please remember "
        "the number or take a photo of the code.",
        "Fiş çıkmayacak. Numaranız yine de geçerlidir: Lütfen numarayı aklınızda "
        "tutun veya kodun fotoğrafını çekin.",
        "Талон не вийде. Ваш номер усе одно дійсний: запам’ятайте, будь "
        "ласка, номер або сфотографуйте код.",
        "لا تستطيع الطابعة إصدار تذكرة الآن. رقمك صالح رغم ذلك: يرجى تذكّر الرقم أو تصوير الرمز.",
    ),
    "ask": (
        "Ist Ihre Wartemarke herausgekommen?",
        "Did your ticket come out?",
        "Sıra fişiniz çıktı mı?",
        "Ваш талон вийшов?",
        "هل خرجت تذكرتك؟",
    ),
    "no_printer": (
        "Bitte merken Sie sich die Nummer oder fotografieren Sie den Code.",
        "Please remember the number or take a photo of the code.",
        "Lütfen numarayı aklınızda tutun veya kodun fotoğrafını çekin.",
        "Запам’ятайте, будь ласка, номер або сфотографуйте код.",
        "يرجى تذكّر الرقم أو تصوير الرمز.",
    ),
    "done": ("Fertig", "Done", "Tamam", "Готово", "تم"),
    "drawing": (
        "Einen Augenblick, Ihre Nummer kommt.",
        "One moment, your number is coming.",
        "Bir dakika, numaranız geliyor.",
        "Хвилинку, ваш номер уже готується.",
        "لحظة، رقمك قادم.",
    ),
    # ---- follow
    "follow_title": (
        "Wann bin ich dran?",
        "When is it my turn?",
        "Sıra bana ne zaman gelir?",
        "Коли моя черга?",
        "متى يحين دوري؟",
    ),
    "follow_hint": (
        "Geben Sie die 8 Zeichen von Ihrer Wartemarke ein.",
        "Type the 8 characters on your ticket.",
        "Sıra fişinizdeki 8 karakteri girin.",
        "Введіть 8 символів із вашого талона.",
        "أدخل الأحرف الثمانية من تذكرتك.",
    ),
    "follow_problem": (
        "Diese Nummer kennen wir nicht. Bitte vergleichen Sie die Zeichen.",
        "We do not know this number. Please compare the characters.",
        "Bu numarayı bulamadık. Lütfen karakterleri karşılaştırın.",
        "Ми не знаємо цього номера. Перевірте символи, будь ласка.",
        "لا نعرف هذا الرقم. يُرجى مقارنة الأحرف.",
    ),
    "waiting_state": (
        "Bitte warten Sie noch. Wir rufen Sie auf.",
        "Please wait a little longer. We will call you.",
        "Lütfen biraz daha bekleyin. Sizi çağıracağız.",
        "Будь ласка, зачекайте ще. Ми вас викличемо.",
        "يُرجى الانتظار قليلًا. سنناديك.",
    ),
    "missed_state": (
        "Wir haben Sie um 10:31 Uhr aufgerufen. Sie können sich noch einmal einreihen.",
        "We called you at 10:31. You can join the line once more.",
        "Sizi 10:31'de çağırdık. Bir kez daha sıraya girebilirsiniz.",
        "Ми викликали вас о 10:31. Ви можете ще раз стати в чергу.",
        "ناديناك الساعة 10:31. يمكنك الانضمام إلى الدور مرة أخرى.",
    ),
    # ---- the rest
    "welcome": ("Willkommen", "Welcome", "Hoş geldiniz", "Ласкаво просимо", "أهلًا وسهلًا"),
    "touch": (
        "Zum Beginnen berühren",
        "Touch to begin",
        "Başlamak için dokunun",
        "Торкніться, щоб почати",
        "المس للبدء",
    ),
    "status": (
        "Heute geöffnet bis 16:00 Uhr, kurze Wartezeiten",
        "Open until 16:00 today, short waiting times",
        "Bugün 16:00'ya kadar açık, bekleme kısa",
        "Сьогодні відчинено до 16:00, очікування недовге",
        "مفتوح اليوم حتى الساعة 16:00، والانتظار قصير",
    ),
    "closed_title": (
        "Wir haben geschlossen",
        "We are closed",
        "Kapalıyız",
        "Ми зачинені",
        "المكتب مغلق",
    ),
    "holiday": (
        "Heute ist Feiertag: Tag der Deutschen Einheit.",
        "Today is a public holiday: Day of German Unity.",
        "Bugün resmî tatil: Alman Birliği Günü.",
        "Сьогодні свято: День німецької єдності.",
        "اليوم عطلة رسمية: يوم الوحدة الألمانية.",
    ),
    "after_hours": (
        "Für heute sind wir fertig.",
        "We have finished for today.",
        "Bugünlük bitirdik.",
        "На сьогодні ми закінчили.",
        "انتهى دوامنا اليوم.",
    ),
    "opens_tomorrow": (
        "Wir öffnen morgen um 08:00 Uhr.",
        "We open tomorrow at 08:00.",
        "Yarın saat 08:00'de açıyoruz.",
        "Відчиняємося завтра о 08:00.",
        "نفتح غدًا الساعة 08:00.",
    ),
    "mon_wed": (
        "Montag bis Mittwoch",
        "Monday to Wednesday",
        "Pazartesi ile çarşamba",
        "Понеділок – середа",
        "من الاثنين إلى الأربعاء",
    ),
    "thu": ("Donnerstag", "Thursday", "Perşembe", "Четвер", "الخميس"),
    "fri": ("Freitag", "Friday", "Cuma", "П'ятниця", "الجمعة"),
    "language_title": (
        "Welche Sprache möchten Sie?",
        "Which language would you like?",
        "Hangi dili istiyorsunuz?",
        "Якою мовою?",
        "أي لغة تريد؟",
    ),
    "aids_title": (
        "Wie können Sie besser lesen?",
        "What makes reading easier for you?",
        "Nasıl daha rahat okursunuz?",
        "Як вам зручніше читати?",
        "كيف تقرأ براحة أكبر؟",
    ),
    "theme_light": ("Hell", "Light", "Açık renk", "Світлі", "فاتح"),
    "theme_contrast_light": (
        "Starker Kontrast, hell",
        "Strong contrast, light",
        "Yüksek kontrast, açık",
        "Високий контраст, світлі",
        "تباين قوي، فاتح",
    ),
    "theme_contrast_dark": (
        "Starker Kontrast, dunkel",
        "Strong contrast, dark",
        "Yüksek kontrast, koyu",
        "Високий контраст, темні",
        "تباين قوي، داكن",
    ),
    "theme_low_glare": (
        "Gedämpft, wenig Blendung",
        "Dim, little glare",
        "Yumuşak, az parlama",
        "Приглушені, без відблисків",
        "خافت، قليل الوهج",
    ),
    "hours_title": (
        "Wann ist geöffnet?",
        "When are you open?",
        "Ne zaman açık?",
        "Коли відчинено?",
        "متى يكون المكتب مفتوحًا؟",
    ),
    "by_appointment": (
        "nur mit Termin",
        "by appointment only",
        "yalnızca randevuyla",
        "лише за записом",
        "بموعد فقط",
    ),
    "help_title": (
        "Jemand kommt zu Ihnen",
        "Somebody is coming to you",
        "Yanınıza biri geliyor",
        "До вас ідуть",
        "سيأتي إليك أحد الموظفين",
    ),
    "help_sentence": (
        "Wir haben Bescheid gesagt. Bitte warten Sie hier einen Augenblick.",
        "We have let a colleague know. Please wait here for a moment.",
        "Haber verdik. Lütfen burada biraz bekleyin.",
        "Ми повідомили колег. Зачекайте тут хвилинку, будь ласка.",
        "أبلغنا أحد الزملاء. يُرجى الانتظار هنا لحظة.",
    ),
    "still_title": (
        "Sind Sie noch da?",
        "Are you still there?",
        "Hâlâ orada mısınız?",
        "Ви ще тут?",
        "هل ما زلت هنا؟",
    ),
    "still_sentence": (
        "Sonst beenden wir und löschen alles, was Sie eingegeben haben.",
        "Otherwise we will finish and erase everything you have entered.",
        "Yoksa bitiriyor ve girdiğiniz her şeyi siliyoruz.",
        "Інакше ми завершимо і зітремо все, що ви ввели.",
        "وإلا سننهي الجلسة ونمحو كل ما أدخلته.",
    ),
    "stay": (
        "Ja, weitermachen",
        "Yes, continue",
        "Evet, devam et",
        "Так, продовжити",
        "نعم، متابعة",
    ),
    "trial": ("Testbetrieb", "Test mode", "Test modu", "Тестовий режим", "وضع الاختبار"),
    "leave": ("Beenden", "Finish", "Bitir", "Завершити", "إنهاء"),
    "trouble_title": (
        "Dieses Gerät macht gerade Pause",
        "This terminal is taking a break",
        "Bu cihaz şu anda çalışmıyor",
        "Цей пристрій зараз не працює",
        "هذا الجهاز متوقف الآن",
    ),
    "trouble_sentence": (
        "Bitte gehen Sie zur Anmeldung im Erdgeschoss. Dort bekommen Sie eine Nummer.",
        "Please go to the reception on the ground floor. There you get a number.",
        "Lütfen zemin kattaki danışmaya gidin. Orada numara alırsınız.",
        "Зверніться до реєстратури на першому поверсі. Там ви отримаєте номер.",
        "يُرجى التوجه إلى الاستقبال في الطابق الأرضي، وهناك تحصل على رقم.",
    ),
}

KEYBOARDS = {
    "de": ("qwertzuiopü", "asdfghjklöä", "yxcvbnmß-"),
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm-"),
    "tr": ("qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"),
    "uk": ("йцукенгшщзхї", "фівапролджєґ", "ячсмитьбю'"),
    "ar": ("ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظذ"),
}
_MORE = "/()+=%&*#"
SIGNS = {
    "de": (".,?!:;-–'", _MORE, "@_€„“§°"),
    "en": (".,?!:;-–'", _MORE, "@_€£“”"),
    "tr": (".,?!:;-–'", _MORE, "@_€₺“”"),
    "uk": (".,?!:;-–ʼ", _MORE, "@_€₴«»№"),
    "ar": (".،؟!:؛-–'", _MORE, "@_€«»"),
}
CODE_KEYS = ("23456789", "ABCDEFGH", "KMNPQRST", "VWXYZ")
QUERIES = {"de": "ausweis", "en": "card", "tr": "kimlik", "uk": "посвідчення", "ar": "هوية"}


def said(key: str, language: str) -> str:
    """Return a saying in one of the languages."""
    return _SAYINGS[key][LANGUAGES.index(language)]
