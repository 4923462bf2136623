using MailingList.Core.Addressing;
using MailingList.Core.Letters;

namespace MailingList.Core.Tests.Letters;

/// <summary>What went out before, as a test says; and what was noted.</summary>
internal sealed class FakeLetterCounts : ILetterCounts
{
    internal int Address { get; set; }

    internal int Domain { get; set; }

    internal int All { get; set; }

    internal List<string> Noted { get; } = [];

    public int ToAddress(EmailAddress address, LetterUse use, DateTimeOffset since)
    {
        Noted.Add($"asked {address.Key} {use} {since:MM-dd HH:mm}");
        return Address;
    }

    public int ToDomain(string domain, DateTimeOffset since)
    {
        Noted.Add($"asked {domain} {since:MM-dd HH:mm}");
        return Domain;
    }

    public int ToAll(DateTimeOffset since)
    {
        Noted.Add($"asked all {since:MM-dd HH:mm}");
        return All;
    }

    public void Note(EmailAddress address, LetterUse use) => Noted.Add($"noted {address.Key} {use}");

    public void Answered(EmailAddress address, DateTimeOffset until) => Noted.Add($"answered {address.Key} {until:MM-dd HH:mm}");
}
