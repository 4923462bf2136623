namespace MailingList.Replication.Exchange;

/// <summary>Who is told what an admin should know.</summary>
public interface IExchangeLog
{
    /// <summary>Something went as it should, but not as every day.</summary>
    void Information(string text);

    /// <summary>Something is wrong that an admin should look at.</summary>
    void Warning(string text);
}
