using System.Text;

using MailingList.Core.Arrival;

using MimeKit.Utils;

namespace MailingList.Core.Requests;

/// <summary>What vacation programs write in front of the subject that they answer to: some mark their mail by nothing else.</summary>
internal static class VacationSubjects
{
    private static readonly string[] Beginnings =
    [
        "auto:", // Sieve (RFC 5230 section 4.3), Notes
        "automatic reply", "automatic response", "automated reply", "automated response", "auto reply", "auto-reply", "autoreply",
        "auto response", "auto-response", "autoresponse", "out of office", "out of the office", "out-of-office", "vacation:", "away from my mail",
        "automatische antwort", "abwesenheitsnotiz", "abwesenheit:", "abwesend:",
        "réponse automatique", "absence du bureau", "message d'absence",
        "respuesta automática", "fuera de la oficina", "fuera de oficina",
        "risposta automatica", "fuori sede", "fuori ufficio",
        "resposta automática", "fora do escritório",
        "automatisch antwoord", "afwezigheidsbericht", "afwezig:",
        "automatiskt svar", "automatisk svar", "autosvar", "frånvaro:", "fraværsmelding", "automaattinen vastaus",
        "odpowiedź automatyczna", "automatyczna odpowiedź", "automatická odpověď", "automatická odpoveď", "automatikus válasz", "răspuns automat",
        "автоматический ответ", "автоматична відповідь", "αυτόματη απάντηση", "otomatik yanıt",
        "自動応答", "自動返信", "自动答复", "自动回复", "自動回覆", "자동 회신", "자동 응답",
    ];

    /// <summary>The beginning by which a Subject is a vacation program's; or null.</summary>
    internal static string? BeginningOf(HeaderField subject) => BeginningOf(Rfc2047.DecodeText(Encoding.Latin1.GetBytes(subject.Value)));

    /// <summary>The same of a subject that is decoded already.</summary>
    internal static string? BeginningOf(string subject)
    {
        // `[Auto-Reply] …`, `*** Out of Office ***`.
        string text = subject.TrimStart('[', '(', '*', '"', '<', ' ');
        return Array.Find(Beginnings, beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase));
    }
}
